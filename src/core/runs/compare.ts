/** Two runs on the same test images: the difference of their AUROCs, and whether it is more than noise. */
import { JoinedSets } from '../calibration/joined-sets.ts';
import { compareAurocs as compare, type AurocComparison } from '../metrics/auroc-interval.ts';
import { allFinite } from '../metrics/finite.ts';
import type { Interval } from '../metrics/interval.ts';
import type { RunImage, RunScores } from './types.ts';

/** Scores of the last evaluation of each run on the images that both have. */
export interface PairedScores {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** 1 where anomalous. */
  readonly labels: Uint8Array;
  /** Images that only one of the two has. */
  readonly unshared: number;
  /** Group of each image, by what either run said of it; absent where each stands alone. */
  readonly groups?: readonly string[];
}

/**
 * The same picture: path, label and pixels. Pixels cannot be compared between working sizes; there the path counts.
 * @param comparable whether both runs have the same working size and fit
 */
const keyOf = ({ path, label, hash }: RunImage, comparable: boolean): string =>
  comparable ? `${label} ${hash} ${path}` : `${label} ${path}`;

/** Null where a run was not evaluated, no image is shared, or a score is no number (runs of early versions kept such). */
export function pairScores(a: RunScores, b: RunScores, comparable: boolean): PairedScores | null {
  const first = a.evaluations.at(-1);
  const second = b.evaluations.at(-1);
  if (!first || !second) return null;
  const places = new Map(b.images.map((image, i) => [keyOf(image, comparable), i]));
  const pairs = a.images.flatMap((image, i) => {
    const j = places.get(keyOf(image, comparable));
    return j === undefined ? [] : [[i, j] as const];
  });
  if (pairs.length === 0 || !allFinite(first.test) || !allFinite(second.test)) return null;
  return {
    first: Float64Array.from(pairs, ([i]) => first.test[i]),
    second: Float64Array.from(pairs, ([, j]) => second.test[j]),
    labels: Uint8Array.from(pairs, ([i]) => Number(a.images[i].label === 'anomalous')),
    unshared: a.images.length + b.images.length - 2 * pairs.length,
    ...heldTogether(pairs.map(([i, j]) => [a.images[i].group, b.images[j].group])),
  };
}

/**
 * Groups by what each of several runs said of each image: images that any of them held together stay together. Nothing where each stands alone.
 * @param said for each image, its group in every run
 */
export function heldTogether(
  said: readonly (readonly (string | undefined)[])[],
): Pick<PairedScores, 'groups'> {
  if (said.every((names) => names.every((name) => name === undefined))) return {};
  const joined = new JoinedSets();
  const keys = said.map((names, image) => {
    const own = names.flatMap((name, run) => (name === undefined ? [] : [`${run} ${name}`]));
    for (const other of own.slice(1)) joined.join(own[0], other);
    return own[0] ?? `image ${image}`;
  });
  return { groups: keys.map((key) => joined.rootOf(key)) };
}

/** How many images the intervals count: groups count as one. */
export const independentImages = ({ labels, groups }: PairedScores): number =>
  groups ? new Set(groups).size : labels.length;

/** One of how many comparisons it is. Null where a class is missing. */
export const compareAurocs = (
  { first, second, labels, groups }: PairedScores,
  comparisons = 1,
): AurocComparison | null => compare(first, second, labels, { comparisons, ...(groups && { groups }) });

/** The level at which each of so many comparisons is judged, for 95 % over all of them. */
export const levelOf = (comparisons: number): number => 1 - 0.05 / comparisons;

/** `same`: both order the images equally well. `noise`: an interval holds 0. `unsure`: only one of the two does. */
export type Verdict = 'same' | 'noise' | 'unsure' | 'better' | 'worse';

const holdsZero = ({ low, high }: Interval): boolean => low <= 0 && high >= 0;

/** Of the first run against the second. More than noise only where both intervals exclude 0. */
export function verdict(found: AurocComparison, bootstrap: Interval | null): Verdict {
  if (found.difference === 0) return 'same';
  const noise = [found, ...(bootstrap ? [bootstrap] : [])].map(holdsZero);
  if (noise.every(Boolean)) return 'noise';
  if (noise.some(Boolean)) return 'unsure';
  return found.difference > 0 ? 'better' : 'worse';
}
