/** Order of scores from the most to the least anomalous, and label bytes: the start of every curve in this room. */

/** 1 (or true) where anomalous. */
export type Labels = Uint8Array | readonly boolean[] | readonly number[];

/** Indices by descending score; ties keep their order. */
export function descendingOrder(scores: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i);
  return order.sort((a, b) => scores[b] - scores[a] || a - b);
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

/** Cumulative counts at each distinct score. */
export function rankedCounts(scores: ArrayLike<number>, labels: Labels): RankedCounts {
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
