/**
 * The densities with their arithmetic. Another one is a file here, its test, a line below and one in `facts.ts`, and its name in the texts of
 * `parameters` and `evaluation` (two languages). A law of scores that none has yet is one more function of the detector's script
 * (src/services/detector/take-home/density.mjs).
 */
import type { EstimatorName } from './facts.ts';
import { gde } from './gde.ts';
import { kde } from './kde.ts';
import { knn } from './knn.ts';
import { memoryBank } from './memory-bank.ts';
import { nearest } from './nearest.ts';
import type { Estimator } from './types.ts';

const ESTIMATORS: Readonly<Record<EstimatorName, Estimator>> = {
  gde,
  kde,
  nearest,
  knn,
  'memory-bank': memoryBank,
};

export function estimatorOf({ estimator }: { readonly estimator: EstimatorName }): Estimator {
  return ESTIMATORS[estimator];
}
