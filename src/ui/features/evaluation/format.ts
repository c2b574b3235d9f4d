/** Numbers of the side panel: AUROC and rates with three digits, scores with three significant ones, counts exact. */

const DASH = '–';

/** A share in [0, 1] with three digits; a dash where there is none. */
export function formatRate(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? DASH : value.toFixed(3);
}

/** Three significant digits; powers of ten only far from 1. */
export function formatScore(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(2);
  return size >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** A difference with its sign; a true minus. */
export function formatDifference(value: number): string {
  const digits = Math.abs(value).toFixed(3);
  if (Number(digits) === 0) return `±${digits}`;
  return value > 0 ? `+${digits}` : `−${digits}`;
}
