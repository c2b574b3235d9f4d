/** Order of scores from the most to the least anomalous, and label bytes: the start of every curve in this room. */
import { requireFiniteScores } from './finite.ts';

/** 1 (or true) where anomalous. */
export type Labels = Uint8Array | readonly boolean[] | readonly number[];

/** Indices by descending score; ties keep their order. */
export function descendingOrder(scores: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i);
  return order.sort((a, b) => scores[b] - scores[a] || a - b);
}

/** Why there is no figure that compares normal with anomalous images. */
export type MissingClass = 'no-test-images' | 'no-anomalies' | 'no-normal';

/** Null where both classes are there. */
export function missingClass(labels: Labels): MissingClass | null {
  if (labels.length === 0) return 'no-test-images';
  let anomalous = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i]) anomalous++;
  return anomalous === 0 ? 'no-anomalies' : anomalous === labels.length ? 'no-normal' : null;
}

export interface RankedCounts {
  /** Distinct scores, descending. */
  readonly thresholds: Float64Array;
  /** Anomalous images with a score at or above the threshold. */
  readonly truePositives: Float64Array;
  /** Normal images with a score at or above the threshold. */
  readonly falsePositives: Float64Array;
  readonly anomalous: number;
  readonly normal: number;
}

/** Cumulative counts at each distinct score. @throws PlaygroundError `scores-not-finite`. */
export function rankedCounts(scores: ArrayLike<number>, labels: Labels): RankedCounts {
  requireFiniteScores(scores);
  const order = descendingOrder(scores);
  const thresholds: number[] = [];
  const truePositives: number[] = [];
  const falsePositives: number[] = [];
  let tp = 0;
  let fp = 0;
  for (let i = 0; i < order.length; i++) {
    if (labels[order[i]]) tp++;
    else fp++;
    if (i + 1 < order.length && scores[order[i + 1]] === scores[order[i]]) continue;
    thresholds.push(scores[order[i]]);
    truePositives.push(tp);
    falsePositives.push(fp);
  }
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
    anomalous: tp,
    normal: fp,
  };
}

/** The same; null where one of the two classes is missing, so that there is nothing to tell apart. */
export function countsOfBoth(scores: ArrayLike<number>, labels: Labels): RankedCounts | null {
  const counts = rankedCounts(scores, labels);
  return counts.anomalous === 0 || counts.normal === 0 ? null : counts;
}
