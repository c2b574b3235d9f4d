/**
 * DeLong, DeLong and Clarke-Pearson (1988): the variance of an AUROC and of the difference of two AUROCs on the same
 * images, without resampling; by midranks (Sun and Xu 2014), O(n log n).
 */
import type { Interval } from './bootstrap.ts';
import { normalCdf, normalQuantile } from './normal-law.ts';
import type { Labels } from './ranking.ts';

interface Placements {
  readonly auroc: number;
  /** For each anomalous image: share of normal images below it. */
  readonly anomalous: Float64Array;
  /** For each normal image: share of anomalous images above it. */
  readonly normal: Float64Array;
}

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

function placements(scores: ArrayLike<number>, labels: Labels): Placements | null {
  const positive: number[] = [];
  const negative: number[] = [];
  for (let i = 0; i < scores.length; i++) (labels[i] ? positive : negative).push(scores[i]);
  const m = positive.length;
  const n = negative.length;
  if (m < 2 || n < 2) return null;
  const all = midranks([...positive, ...negative]);
  const own = midranks(positive);
  const other = midranks(negative);
  const anomalous = Float64Array.from(own, (rank, i) => (all[i] - rank) / n);
  const normal = Float64Array.from(other, (rank, i) => 1 - (all[m + i] - rank) / m);
  return { auroc: anomalous.reduce((a, b) => a + b, 0) / m, anomalous, normal };
}

function covariance(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const meanA = a.reduce((s, v) => s + v, 0) / n;
  const meanB = b.reduce((s, v) => s + v, 0) / n;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (a[i] - meanA) * (b[i] - meanB);
  return sum / (n - 1);
}

/** AUROC with its variance and normal interval, clipped to [0, 1]. Null with fewer than two images of a class. */
export function delongInterval(
  scores: ArrayLike<number>,
  labels: Labels,
  level = 0.95,
): ({ readonly auroc: number; readonly variance: number } & Interval) | null {
  const p = placements(scores, labels);
  if (!p) return null;
  const variance =
    covariance(p.anomalous, p.anomalous) / p.anomalous.length +
    covariance(p.normal, p.normal) / p.normal.length;
  const reach = normalQuantile(0.5 + level / 2) * Math.sqrt(variance);
  return { auroc: p.auroc, variance, low: Math.max(0, p.auroc - reach), high: Math.min(1, p.auroc + reach) };
}

export interface AurocComparison extends Interval {
  /** AUROC of the first scores minus that of the second. */
  readonly difference: number;
  readonly variance: number;
  /** Two-sided, of "no difference"; 1 where both orders agree entirely. */
  readonly pValue: number;
}

/** Paired comparison of two scorings of the same images. Null with fewer than two images of a class. */
export function delongComparison(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: Labels,
  level = 0.95,
): AurocComparison | null {
  const a = placements(first, labels);
  const b = placements(second, labels);
  if (!a || !b) return null;
  const difference = a.auroc - b.auroc;
  const onAnomalous = a.anomalous.map((v, i) => v - b.anomalous[i]);
  const onNormal = a.normal.map((v, i) => v - b.normal[i]);
  const variance =
    covariance(onAnomalous, onAnomalous) / onAnomalous.length +
    covariance(onNormal, onNormal) / onNormal.length;
  const reach = normalQuantile(0.5 + level / 2) * Math.sqrt(variance);
  const pValue =
    variance > 0 ? 2 * normalCdf(-Math.abs(difference) / Math.sqrt(variance)) : difference === 0 ? 1 : 0;
  return { difference, variance, low: difference - reach, high: difference + reach, pValue };
}
