/** Two runs on the same test images: the difference of their AUROCs, and whether it is more than noise. */
import type { Interval } from '../metrics/bootstrap.ts';
import { delongComparison, type AurocComparison } from '../metrics/delong.ts';
import type { RunImage, RunScores } from './types.ts';

/** Scores of the last evaluation of each run on the images that both have. */
export interface PairedScores {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** 1 where anomalous. */
  readonly labels: Uint8Array;
  /** Images that only one of the two has. */
  readonly unshared: number;
}

/**
 * The same picture: path, label and pixels. Pixels cannot be compared between working sizes; there the path counts.
 * @param comparable whether both runs have the same working size and fit
 */
const keyOf = ({ path, label, hash }: RunImage, comparable: boolean): string =>
  comparable ? `${label} ${hash} ${path}` : `${label} ${path}`;

/** Null where a run was not evaluated or no image is shared. */
export function pairScores(a: RunScores, b: RunScores, comparable: boolean): PairedScores | null {
  const first = a.evaluations.at(-1);
  const second = b.evaluations.at(-1);
  if (!first || !second) return null;
  const places = new Map(b.images.map((image, i) => [keyOf(image, comparable), i]));
  const pairs = a.images.flatMap((image, i) => {
    const j = places.get(keyOf(image, comparable));
    return j === undefined ? [] : [[i, j] as const];
  });
  if (pairs.length === 0) return null;
  return {
    first: Float64Array.from(pairs, ([i]) => first.test[i]),
    second: Float64Array.from(pairs, ([, j]) => second.test[j]),
    labels: Uint8Array.from(pairs, ([i]) => Number(a.images[i].label === 'anomalous')),
    unshared: a.images.length + b.images.length - 2 * pairs.length,
  };
}

/** Null with fewer than two shared images of a class. */
export const compareAurocs = ({ first, second, labels }: PairedScores): AurocComparison | null =>
  delongComparison(first, second, labels);

/** `same`: both order the images equally well. `noise`: an interval holds 0. `unsure`: only one of the two does. */
export type Verdict = 'same' | 'noise' | 'unsure' | 'better' | 'worse';

const holdsZero = ({ low, high }: Interval): boolean => low <= 0 && high >= 0;

/** Of the first run against the second. More than noise only where both intervals exclude 0. */
export function verdict(delong: AurocComparison, bootstrap: Interval | null): Verdict {
  if (delong.difference === 0) return 'same';
  const noise = [delong, ...(bootstrap ? [bootstrap] : [])].map(holdsZero);
  if (noise.every(Boolean)) return 'noise';
  if (noise.some(Boolean)) return 'unsure';
  return delong.difference > 0 ? 'better' : 'worse';
}
