/**
 * Every density there is, by the name that configurations have for it, and what is known of each without computing: what the page loads
 * first. `registry.ts` has the same densities with their arithmetic; the compiler holds the two lists together.
 */
import type { EstimatorSettings } from '../settings.ts';
import { gdeFacts } from './gde.ts';
import { kdeFacts } from './kde.ts';
import { knnFacts } from './knn.ts';
import { memoryBankFacts } from './memory-bank.ts';
import { nearestFacts } from './nearest.ts';
import type { EstimatorFacts, ScoreLaw } from './types.ts';

const FACTS = {
  gde: gdeFacts,
  kde: kdeFacts,
  nearest: nearestFacts,
  knn: knnFacts,
  'memory-bank': memoryBankFacts,
} as const satisfies Record<string, EstimatorFacts>;

export type EstimatorName = keyof typeof FACTS;

/** The choice of a density with its settings: the configuration's `density`. */
export interface DensitySettings extends EstimatorSettings {
  readonly estimator: EstimatorName;
}

/** In the order in which they are offered. */
export const ESTIMATOR_NAMES = Object.keys(FACTS) as [EstimatorName, ...EstimatorName[]];

export const factsOf = ({ estimator }: { readonly estimator: EstimatorName }): EstimatorFacts =>
  FACTS[estimator];

/** The laws of all scores by name, without repetition. */
export const SCORE_LAWS: ReadonlyMap<string, ScoreLaw> = new Map(
  Object.values<EstimatorFacts>(FACTS).map(({ law }) => [law.name, law]),
);
