/** Numbers and durations in the language of the page, with no more digits than they deserve. */

/** Making a formatter takes longer than using it a hundred times. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${options.unit ?? ''} ${options.maximumSignificantDigits ?? ''}`;
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.NumberFormat(language, options)));
  return found;
}

function withUnit(value: number, unit: string, digits: number, language: string): string {
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: digits } as const;
  return formatter(language, options).format(value);
}

/** Two significant digits (one where it is only a guess): 12 s, 3.4 min, 1.5 h; under a second "1 s". */
export function formatDuration(ms: number, language: string, rough = false): string {
  const seconds = Math.max(1, ms / 1000);
  const [value, unit] =
    seconds < 90
      ? ([seconds, 'second'] as const)
      : seconds < 5400
        ? ([seconds / 60, 'minute'] as const)
        : seconds < 172_800
          ? ([seconds / 3600, 'hour'] as const)
          : ([seconds / 86_400, 'day'] as const);
  return withUnit(value, unit, rough || (unit === 'second' && value < 10) ? 1 : 2, language);
}

/** Two significant digits, down to a tenth of a millisecond: for the time of a step. */
export const formatStepTime = (ms: number, language: string): string =>
  ms < 1000
    ? withUnit(Math.max(0.1, ms), 'millisecond', ms >= 100 ? 3 : 2, language)
    : withUnit(ms / 1000, 'second', 2, language);

/** A count with group separators. */
export const formatCount = (value: number, language: string): string =>
  formatter(language, { maximumFractionDigits: 0 }).format(value);

/** A rate or a size with two significant digits, three from 100 on. */
export const formatRate = (value: number, language: string): string =>
  formatter(language, { maximumSignificantDigits: value >= 100 ? 3 : 2 }).format(value);

/** Bytes as MB or GB (decimal). */
export function formatBytes(bytes: number, language: string): string {
  return bytes >= 1e9
    ? withUnit(bytes / 1e9, 'gigabyte', 3, language)
    : withUnit(bytes / 1e6, 'megabyte', 3, language);
}
