/**
 * Parts of the bootstrap of an AUROC: a draw is a count per image, so that the scores are ranked once and each draw costs one pass;
 * percentiles of the draws. Normal and anomalous images are redrawn separately, because a test set's composition is chosen,
 * not random, and every draw then has an AUROC.
 */
import type { Interval } from './interval.ts';
import { quantileOfSorted } from './quantile.ts';
import type { Labels } from './ranking.ts';

/** AUROC of a sample in which image i (in the order of `order`, descending scores) occurs counts[i] times. */
export function weightedAuroc(
  scores: ArrayLike<number>,
  labels: Labels,
  order: Uint32Array,
  counts: ArrayLike<number>,
): number {
  let anomalous = 0;
  let normal = 0;
  let twiceArea = 0;
  for (let i = 0; i < order.length;) {
    let tieAnomalous = 0;
    let tieNormal = 0;
    const score = scores[order[i]];
    for (; i < order.length && scores[order[i]] === score; i++) {
      if (labels[order[i]]) tieAnomalous += counts[order[i]];
      else tieNormal += counts[order[i]];
    }
    twiceArea += tieNormal * (2 * anomalous + tieAnomalous);
    anomalous += tieAnomalous;
    normal += tieNormal;
  }
  return twiceArea / (2 * anomalous * normal);
}

/** Percentile interval of `values`: numpy's linear quantiles at (1 - level) / 2 and (1 + level) / 2. */
export function percentileInterval(values: ArrayLike<number>, level = 0.95): Interval {
  const sorted = Float64Array.from(values).sort();
  return {
    low: quantileOfSorted(sorted, (1 - level) / 2),
    high: quantileOfSorted(sorted, (1 + level) / 2),
  };
}
