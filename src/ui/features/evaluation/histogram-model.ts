/**
 * Bins of the score histogram: test images, normal beside anomalous, and the held-out training images that the automatic
 * threshold comes from. Scores are distances with a long tail, so the axis is logarithmic where they span a wide range.
 */
import { basisOf } from '../../../core/calibration/basis.ts';
import { scoreHistogram } from '../../../core/metrics/histogram.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { memoByTwo } from './memo.ts';
import type { ScoredSet } from './selectors.ts';

export const BIN_COUNT = 24;
/** Largest over smallest score from which the axis is logarithmic. */
const LOG_FROM = 8;

export interface ScoreAxis {
  readonly logarithmic: boolean;
  readonly low: number;
  readonly high: number;
}

export interface HistogramModel {
  readonly axis: ScoreAxis;
  /** `BIN_COUNT + 1` edges as scores. */
  readonly edges: readonly number[];
  readonly normal: Uint32Array;
  readonly anomalous: Uint32Array;
  /** Training images scored by densities that never saw them. */
  readonly heldOut: Uint32Array;
  /** Test images of each bin, for the filter. */
  readonly ids: readonly (readonly string[])[];
}

/** Where a score lies on the axis, 0 left, 1 right; clamped. */
export function toFraction(axis: ScoreAxis, score: number): number {
  const share = axis.logarithmic
    ? Math.log(Math.max(score, axis.low) / axis.low) / Math.log(axis.high / axis.low)
    : (score - axis.low) / (axis.high - axis.low);
  return Math.min(1, Math.max(0, share));
}

/** The score at a fraction of the axis. */
export function toScore(axis: ScoreAxis, fraction: number): number {
  const share = Math.min(1, Math.max(0, fraction));
  return axis.logarithmic
    ? axis.low * (axis.high / axis.low) ** share
    : axis.low + share * (axis.high - axis.low);
}

function axisOf(values: readonly number[]): ScoreAxis {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) {
    const centre = Number.isFinite(low) ? low : 0;
    const reach = Math.abs(centre) * 0.1 || 1;
    return { logarithmic: false, low: centre - reach, high: centre + reach };
  }
  return { logarithmic: low > 0 && high / low >= LOG_FROM, low, high };
}

export const histogramModel = memoByTwo((set: ScoredSet, evaluation: Evaluation): HistogramModel => {
  const heldOut = basisOf(evaluation).scores;
  const axis = axisOf([...set.scores, ...heldOut, evaluation.threshold]);
  const bin = (scores: Float64Array, labels: Uint8Array) =>
    scoreHistogram(
      Float64Array.from(scores, (score) => toFraction(axis, score)),
      labels,
      BIN_COUNT,
      [0, 1],
    );
  const test = bin(set.scores, set.labels);
  const ids: string[][] = Array.from({ length: BIN_COUNT }, () => []);
  set.ids.forEach((id, i) => {
    if (test.binOf[i] >= 0) ids[test.binOf[i]].push(id);
  });
  return {
    axis,
    edges: Array.from(test.edges, (edge) => toScore(axis, edge)),
    normal: test.normal,
    anomalous: test.anomalous,
    heldOut: bin(heldOut, new Uint8Array(heldOut.length)).normal,
    ids,
  };
});
