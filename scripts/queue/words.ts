/** Text from other machines (names, labels, reasons) for a terminal or a log: one line, nothing that steers the terminal, not endless. */

// Control characters, line and paragraph separators, and marks that turn the direction of writing or take no place.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** @param most characters that are kept; a longer text ends in an ellipsis */
export function plain(text: string, most = 200): string {
  const line = text.replace(UNSEEN, ' ').trim();
  const letters = [...line.slice(0, 2 * most)];
  return letters.length > most || line.length > 2 * most ? `${letters.slice(0, most - 1).join('')}…` : line;
}

/** Whole seconds, minutes or hours. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`;
}

export const megabytes = (bytes: number): string =>
  bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;

/** Whether a write failed because there is no more room. */
export function isDiskFull(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT';
}
