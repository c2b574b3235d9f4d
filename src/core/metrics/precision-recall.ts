/** Precision, recall and what follows from them, with scikit-learn's conventions (score >= threshold is anomalous). */
import { requireFiniteScores } from './finite.ts';
import { countsOfBoth, type Labels } from './ranking.ts';

export interface PrecisionRecallCurve {
  /** Ascending thresholds as in `sklearn.metrics.precision_recall_curve`; the last point (precision 1, recall 0) has none. */
  readonly precision: Float64Array;
  readonly recall: Float64Array;
  readonly thresholds: Float64Array;
}

/** Null where one of the two classes is missing: with one class every order has precision 1. */
export function precisionRecall(scores: ArrayLike<number>, labels: Labels): PrecisionRecallCurve | null {
  const counts = countsOfBoth(scores, labels);
  if (!counts) return null;
  const { thresholds, truePositives: tp, falsePositives: fp, anomalous } = counts;
  const n = thresholds.length;
  const precision = new Float64Array(n + 1);
  const recall = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    precision[n - 1 - i] = tp[i] / (tp[i] + fp[i]);
    recall[n - 1 - i] = tp[i] / anomalous;
  }
  precision[n] = 1;
  return { precision, recall, thresholds: thresholds.slice().reverse() };
}

/** sum_i (recall_i - recall_(i-1)) precision_i. Null where one of the two classes is missing. */
export function averagePrecision(scores: ArrayLike<number>, labels: Labels): number | null {
  const counts = countsOfBoth(scores, labels);
  if (!counts) return null;
  const { truePositives: tp, falsePositives: fp, anomalous } = counts;
  let sum = 0;
  for (let i = 0; i < tp.length; i++) sum += ((tp[i] - (i > 0 ? tp[i - 1] : 0)) * tp[i]) / (tp[i] + fp[i]);
  return sum / anomalous;
}

export interface Confusion {
  /** Anomalous, called anomalous. */
  readonly tp: number;
  /** Normal, called anomalous. */
  readonly fp: number;
  /** Normal, called normal. */
  readonly tn: number;
  /** Anomalous, called normal. */
  readonly fn: number;
  /** 0 where nothing was called anomalous; null where one of the two classes is missing. */
  readonly precision: number | null;
  /** Null without anomalous samples. */
  readonly recall: number | null;
  /** Null where one of the two classes is missing. */
  readonly f1: number | null;
}

export function confusionAt(scores: ArrayLike<number>, labels: Labels, threshold: number): Confusion {
  requireFiniteScores(scores);
  const counts = { tp: 0, fp: 0, tn: 0, fn: 0 };
  for (let i = 0; i < scores.length; i++) {
    const called = scores[i] >= threshold;
    if (labels[i]) counts[called ? 'tp' : 'fn']++;
    else counts[called ? 'fp' : 'tn']++;
  }
  const { tp, fp, tn, fn } = counts;
  const recall = tp + fn > 0 ? tp / (tp + fn) : null;
  if (recall === null || fp + tn === 0) return { ...counts, precision: null, recall, f1: null };
  return {
    ...counts,
    precision: tp + fp > 0 ? tp / (tp + fp) : 0,
    recall,
    f1: tp > 0 ? (2 * tp) / (2 * tp + fp + fn) : 0,
  };
}

/** The largest F1 over all thresholds, and the highest threshold that reaches it. Null where one of the two classes is missing. */
export function bestF1(scores: ArrayLike<number>, labels: Labels): { f1: number; threshold: number } | null {
  const counts = countsOfBoth(scores, labels);
  if (!counts) return null;
  const { thresholds, truePositives: tp, falsePositives: fp, anomalous } = counts;
  let best = { f1: 0, threshold: Infinity };
  for (let i = 0; i < thresholds.length; i++) {
    const f1 = (2 * tp[i]) / (tp[i] + fp[i] + anomalous);
    if (f1 > best.f1) best = { f1, threshold: thresholds[i] };
  }
  return best;
}
