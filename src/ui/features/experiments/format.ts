/** Figures of runs: AUROC with three digits, differences with their sign, moments in the language of the page. */
import type { Interval } from '../../../core/metrics/interval.ts';

export const share = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(3);

/** With a true minus. */
export const signed = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : '±'}${Math.abs(value).toFixed(3)}`;

export const interval = ({ low, high }: Interval): string => `[${signed(low)}, ${signed(high)}]`;

/** Two digits of a p-value, never 0. */
export const probability = (p: number): string => (p < 1e-4 ? '< 0.0001' : `= ${p.toPrecision(2)}`);

const formats = new Map<string, Intl.DateTimeFormat>();

export function moment(ms: number, language: string): string {
  const known = formats.get(language);
  const format =
    known ??
    new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  formats.set(language, format);
  return format.format(ms);
}
