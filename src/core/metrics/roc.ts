/**
 * Receiver operating characteristic with scikit-learn's conventions: predicted anomalous when score >= threshold; the curve
 * starts at (0, 0) with an infinite threshold; points on a straight line between their neighbours are dropped.
 */
import { countsOfBoth, type Labels } from './ranking.ts';

export interface RocCurve {
  readonly fpr: Float64Array;
  readonly tpr: Float64Array;
  /** Descending; the first is Infinity. */
  readonly thresholds: Float64Array;
}

/** Null where one of the two classes is missing. Equals `sklearn.metrics.roc_curve` (drop_intermediate as given). */
export function rocCurve(
  scores: ArrayLike<number>,
  labels: Labels,
  { dropIntermediate = true } = {},
): RocCurve | null {
  const counts = countsOfBoth(scores, labels);
  if (!counts) return null;
  const { thresholds, truePositives: tp, falsePositives: fp, anomalous, normal } = counts;
  const keep: number[] = [];
  const n = thresholds.length;
  for (let i = 0; i < n; i++) {
    const straight =
      dropIntermediate &&
      n > 2 &&
      i > 0 &&
      i < n - 1 &&
      fp[i + 1] - fp[i] === fp[i] - fp[i - 1] &&
      tp[i + 1] - tp[i] === tp[i] - tp[i - 1];
    if (!straight) keep.push(i);
  }
  return {
    fpr: Float64Array.from([0, ...keep.map((i) => fp[i] / normal)]),
    tpr: Float64Array.from([0, ...keep.map((i) => tp[i] / anomalous)]),
    thresholds: Float64Array.from([Infinity, ...keep.map((i) => thresholds[i])]),
  };
}

/** Area under the ROC: P(anomalous > normal) + P(equal) / 2. Null where one of the two classes is missing. */
export function auroc(scores: ArrayLike<number>, labels: Labels): number | null {
  const counts = countsOfBoth(scores, labels);
  if (!counts) return null;
  const { truePositives: tp, falsePositives: fp, anomalous, normal } = counts;
  let twiceArea = 0;
  for (let i = 0; i < tp.length; i++) {
    const newNormal = fp[i] - (i > 0 ? fp[i - 1] : 0);
    twiceArea += newNormal * (tp[i] + (i > 0 ? tp[i - 1] : 0));
  }
  return twiceArea / (2 * anomalous * normal);
}
