/**
 * The configuration of a run that is trained longer: one more cosine cycle of the same length, from the last weights. Every step that was made
 * is the same step of the longer run (batches and rates follow from seed and step), so the configuration alone still reproduces it from
 * the beginning. The paper trains once; warm restarts are those of Loshchilov and Hutter (ICLR 2017).
 */
import { findParameter } from '../config/parameters.ts';
import type { Config } from '../config/schema.ts';
import { allows } from '../config/update.ts';
import { headStepsOf } from './fine-tuning.ts';

/** Steps of one cycle: of the phase that a run ends with. */
function cycleSteps(config: Config): number {
  const { steps, cycles } = config.training;
  return (steps - headBefore(config)) / cycles;
}

/** Steps of the head before the phase that a run ends with; 0 where the head alone is trained. */
function headBefore(config: Config): number {
  const head = headStepsOf(config);
  return head < config.training.steps ? head : 0;
}

/** Null where that cannot be: nothing was trained, cycles of no whole length, or more steps or cycles than a run may have. */
export function longer(config: Config): Config | null {
  const { training } = config;
  const more = cycleSteps(config);
  if (more === 0) return null;
  const next = { steps: training.steps + more, cycles: training.cycles + 1 };
  const fits = (path: string, value: number) => {
    const row = findParameter(path);
    return row !== undefined && allows(row, value);
  };
  if (!fits('training.steps', next.steps) || !fits('training.cycles', next.cycles)) return null;
  // Where the head alone was trained, it goes on alone.
  const headOnly = headStepsOf(config) === training.steps;
  const headSteps = headOnly ? Math.max(training.headSteps, next.steps) : training.headSteps;
  if (!fits('training.headSteps', headSteps)) return null;
  return { ...config, preset: 'custom', training: { ...training, ...next, headSteps } };
}
