/** What a person said of a folder's groups, by the folder's fingerprint, so that the same folder is not asked about twice. */
import type { Correction } from '../core/dataset/reading/types.ts';

const KEY = 'folder-answers';
const FOLDERS = 50;

type Kept = readonly (readonly [string, readonly Correction[]])[];

function read(): Kept {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(value)) return [];
    return (value as unknown[]).filter(
      (one): one is [string, Correction[]] =>
        Array.isArray(one) &&
        typeof one[0] === 'string' &&
        Array.isArray(one[1]) &&
        one[1].every(isCorrection),
    );
  } catch {
    return [];
  }
}

const isCorrection = (value: unknown): value is Correction =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Correction).name === 'string' &&
  typeof (value as Correction).as === 'string';

export function rememberedFor(fingerprint: string): readonly Correction[] {
  return read().find(([folder]) => folder === fingerprint)?.[1] ?? [];
}

/** Nothing is remembered where the browser keeps nothing. */
export function remember(fingerprint: string, corrections: readonly Correction[]): void {
  const others = read().filter(([folder]) => folder !== fingerprint);
  const kept: Kept = corrections.length > 0 ? [[fingerprint, corrections], ...others] : others;
  try {
    localStorage.setItem(KEY, JSON.stringify(kept.slice(0, FOLDERS)));
  } catch {
    // A full or forbidden storage: it is asked again.
  }
}
