/**
 * DeLong, DeLong and Clarke-Pearson (1988): the variance of an AUROC, and the covariance of two AUROCs on the same images, without
 * resampling; by midranks (Sun and Xu 2014), O(n log n). Images that are not independent (tiles of one photograph) come as
 * groups; their terms are summed before they are squared (Obuchowski 1997).
 */
import { requireFiniteScores } from './finite.ts';
import type { Labels } from './ranking.ts';

/** Ranks from 1, ties get their mean. */
export function midranks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a] - values[b],
  );
  const ranks = new Float64Array(values.length);
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && values[order[end]] === values[order[i]]) end++;
    for (let k = i; k < end; k++) ranks[order[k]] = (i + end + 1) / 2;
    i = end;
  }
  return ranks;
}

/** Of each image, in the order given: share of the other class that it is ranked rightly against. */
export interface Placements {
  readonly auroc: number;
  readonly share: Float64Array;
  readonly anomalous: number;
  readonly normal: number;
}

/** Null where a class is missing. @throws PlaygroundError `scores-not-finite`. */
export function placements(scores: ArrayLike<number>, labels: Labels): Placements | null {
  requireFiniteScores(scores);
  const places: [number[], number[]] = [[], []];
  for (let i = 0; i < scores.length; i++) places[labels[i] ? 1 : 0].push(i);
  const [normal, anomalous] = places;
  const n = normal.length;
  const m = anomalous.length;
  if (m === 0 || n === 0) return null;
  const valuesOf = (indices: readonly number[]) => indices.map((i) => scores[i]);
  const all = midranks(scores);
  const own = midranks(valuesOf(anomalous));
  const other = midranks(valuesOf(normal));
  const share = new Float64Array(scores.length);
  let sum = 0;
  anomalous.forEach((image, i) => {
    share[image] = (all[image] - own[i]) / n;
    sum += share[image];
  });
  normal.forEach((image, i) => {
    share[image] = 1 - (all[image] - other[i]) / m;
  });
  return { auroc: sum / m, share, anomalous: m, normal: n };
}

/**
 * Covariance of two AUROCs on the same images (of one with itself: its variance); 0 with fewer than two groups of a class.
 * @param groups group of each image; images alone where it is absent
 */
export function aurocCovariance(
  first: Placements,
  second: Placements,
  labels: Labels,
  groups?: readonly string[],
): number {
  const sums = [0, 1].map(() => new Map<string | number, [number, number]>());
  const counts = [first.normal, first.anomalous];
  for (let i = 0; i < first.share.length; i++) {
    const label = labels[i] ? 1 : 0;
    const key = groups ? groups[i] : i;
    const sum = sums[label].get(key) ?? [0, 0];
    sum[0] += (first.share[i] - first.auroc) / counts[label];
    sum[1] += (second.share[i] - second.auroc) / counts[label];
    sums[label].set(key, sum);
  }
  let total = 0;
  for (const parts of sums) {
    if (parts.size < 2) continue;
    let products = 0;
    for (const [a, b] of parts.values()) products += a * b;
    total += (parts.size / (parts.size - 1)) * products;
  }
  // A group with both kinds of images ties the two classes together.
  for (const [key, [a, b]] of sums[1]) {
    const normal = groups && sums[0].get(key);
    if (normal) total += a * normal[1] + b * normal[0];
  }
  return total;
}

/** Number of groups of a class: of images, where no groups are given. */
export function groupCount(labels: Labels, anomalous: boolean, groups?: readonly string[]): number {
  const seen = new Set<string | number>();
  for (let i = 0; i < labels.length; i++)
    if (Boolean(labels[i]) === anomalous) seen.add(groups ? groups[i] : i);
  return seen.size;
}
