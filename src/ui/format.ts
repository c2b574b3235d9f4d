/** Numbers and durations in the language of the page, with no more digits than they deserve. */

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
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumSignificantDigits: rough || (unit === 'second' && value < 10) ? 1 : 2,
  }).format(value);
}

/** A count with group separators. */
export const formatCount = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(value);

/** A rate or a size with two significant digits, three from 100 on. */
export const formatRate = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: value >= 100 ? 3 : 2 }).format(value);

/** Bytes as MB or GB (decimal). */
export function formatBytes(bytes: number, language: string): string {
  const large = bytes >= 1e9;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: large ? 'gigabyte' : 'megabyte',
    unitDisplay: 'short',
    maximumSignificantDigits: 3,
  }).format(bytes / (large ? 1e9 : 1e6));
}
