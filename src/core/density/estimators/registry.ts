/**
 * Every density there is, by the name that configurations have for it. Another one is a file here, its test, a line below, and its name in the
 * texts of `parameters` and `evaluation` (two languages). A law of scores that none has yet is one more function of the detector's script
 * (src/services/detector/take-home/density.mjs).
 */
import type { EstimatorSettings } from '../settings.ts';
import { gde } from './gde.ts';
import { kde } from './kde.ts';
import { knn } from './knn.ts';
import { memoryBank } from './memory-bank.ts';
import { nearest } from './nearest.ts';
import type { Estimator, ScoreLaw } from './types.ts';

const ESTIMATORS = {
  gde,
  kde,
  nearest,
  knn,
  'memory-bank': memoryBank,
} as const satisfies Record<string, Estimator>;

export type EstimatorName = keyof typeof ESTIMATORS;

/** The choice of a density with its settings: the configuration's `density`. */
export interface DensitySettings extends EstimatorSettings {
  readonly estimator: EstimatorName;
}

/** In the order in which they are offered. */
export const ESTIMATOR_NAMES = Object.keys(ESTIMATORS) as [EstimatorName, ...EstimatorName[]];

export function estimatorOf({ estimator }: { readonly estimator: EstimatorName }): Estimator {
  return ESTIMATORS[estimator];
}

/** The laws of all scores by name, without repetition. */
export const SCORE_LAWS: ReadonlyMap<string, ScoreLaw> = new Map(
  Object.values<Estimator>(ESTIMATORS).map(({ law }) => [law.name, law]),
);
