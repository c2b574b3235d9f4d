/** Binning of scores for the histogram of normal against anomalous; both groups share the edges. */
import type { Labels } from './ranking.ts';

export interface ScoreHistogram {
  /** `bins + 1` ascending edges; a bin holds [edge, next), the last one both ends (as in numpy). */
  readonly edges: Float64Array;
  readonly normal: Uint32Array;
  readonly anomalous: Uint32Array;
  /** Bin of each score, -1 outside the range. */
  readonly binOf: Int32Array;
}

/** `range` defaults to the smallest and largest score. */
export function scoreHistogram(
  scores: ArrayLike<number>,
  labels: Labels,
  bins: number,
  range?: readonly [number, number],
): ScoreHistogram {
  let [low, high] = range ?? [Infinity, -Infinity];
  if (!range)
    for (let i = 0; i < scores.length; i++) {
      low = Math.min(low, scores[i]);
      high = Math.max(high, scores[i]);
    }
  if (!(high >= low)) [low, high] = [0, 1];
  if (high === low) [low, high] = [low - 0.5, high + 0.5];
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins);
  const normal = new Uint32Array(bins);
  const anomalous = new Uint32Array(bins);
  const binOf = new Int32Array(scores.length).fill(-1);
  for (let i = 0; i < scores.length; i++) {
    if (!(scores[i] >= low && scores[i] <= high)) continue;
    let bin = Math.min(bins - 1, Math.floor(((scores[i] - low) / (high - low)) * bins));
    if (scores[i] < edges[bin]) bin--;
    else if (bin < bins - 1 && scores[i] >= edges[bin + 1]) bin++;
    binOf[i] = bin;
    (labels[i] ? anomalous : normal)[bin]++;
  }
  return { edges, normal, anomalous, binOf };
}
