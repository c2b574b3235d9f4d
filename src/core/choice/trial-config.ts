/**
 * What a trial trains: the small network of preset `quick` on patches, for a few hundred steps with a completed cosine, with the views as they are set.
 * It is the same whatever network the run has, so that the cost is known beforehand and a choice means the same for everyone.
 */
import type { Task } from '../augment/tasks.ts';
import { PRESETS } from '../config/presets.ts';
import type { Config } from '../config/schema.ts';

/** Steps of a trial. bench/results/choice.md has what shorter and longer ones give. */
export const TRIAL_STEPS = 300;

/** Tasks that are tried where nobody says which: what the paper compares and what differs most from it. */
export const TRIED_TASKS = [
  'cutpaste',
  'scar',
  '3way',
  'nsa',
  'perlin',
  'rotation',
] as const satisfies readonly Task[];

/** Of a person's configuration the seed, the region of interest and the settings of the views are kept. */
export function trialConfig(config: Config, task: Task, steps: number = TRIAL_STEPS): Config {
  const { quick } = PRESETS;
  return {
    ...quick,
    seed: config.seed,
    kernels: config.kernels,
    data: { ...quick.data, region: config.data.region },
    augment: { ...config.augment, task },
    training: { ...quick.training, steps },
    evaluation: { ...quick.evaluation, everySteps: 0 },
  };
}
