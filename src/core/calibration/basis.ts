/** What a threshold rests on: images that were kept for it, or, where there are none, training images scored by folds of the density. */
import { promiseOf, type FalseAlarmPromise } from './conformal.ts';

export interface CalibrationScores {
  /** Of images that neither training nor density has seen. */
  readonly calibrationScores: ArrayLike<number>;
  /** Of training images by densities that had not seen them; the network had. */
  readonly heldOutScores: ArrayLike<number>;
}

export interface Basis {
  /** The network has not seen them either. */
  readonly kept: boolean;
  /** Ascending. */
  readonly scores: Float64Array;
}

const known = new WeakMap<CalibrationScores, Basis>();

/** Remembered with the evaluation that it belongs to. */
export function basisOf(scored: CalibrationScores): Basis {
  const before = known.get(scored);
  if (before) return before;
  const kept = scored.calibrationScores.length > 0;
  const scores = Float64Array.from(kept ? scored.calibrationScores : scored.heldOutScores).sort();
  const basis = { kept, scores };
  known.set(scored, basis);
  return basis;
}

export interface ThresholdPromise extends FalseAlarmPromise {
  readonly kept: boolean;
}

/** @param quantile share of normal images that pass: one minus the false-alarm rate that is asked for */
export function thresholdPromise(scored: CalibrationScores, quantile: number): ThresholdPromise {
  const { kept, scores } = basisOf(scored);
  return { kept, ...promiseOf(scores.length, 1 - quantile) };
}
