/**
 * Which of a run's weights are averaged: those of the last share of its steps, as the rate falls to 0 (tail averaging; Polyak and Juditsky 1992,
 * Izmailov et al. 2018, "stochastic weight averaging"). The paper does not average. Each cycle has an average of its own, so that a step of a run
 * that is trained longer is judged as it was before.
 */
import type { Config } from '../config/schema.ts';
import { headStepsOf } from './fine-tuning.ts';

/** The weights of neighbouring steps hardly differ: every fifth is taken, the last of a cycle among them. */
const STEPS_APART = 5;

export interface Averaging {
  /** Weights that are in the average after so many steps, these among them; 0: there is none, and the run's own weights count. */
  readonly taken: number;
  /** Whether the weights of this very step are taken. */
  readonly due: boolean;
}

/** After `step` steps of the run: a function of configuration and step alone, so that a resumed run goes on as if nothing had been. */
export function averagingAt(config: Pick<Config, 'model' | 'training'>, step: number): Averaging {
  const { steps, cycles, averagedShare } = config.training;
  const head = headStepsOf(config);
  // Of the phase that the run ends with.
  const before = head < steps ? head : 0;
  if (averagedShare === 0 || step <= before || step > steps) return { taken: 0, due: false };
  const length = (steps - before) / cycles;
  const cycle = Math.ceil((step - before) / length - 1e-9);
  const end = Math.floor(before + cycle * length + 1e-9);
  const most = Math.ceil((averagedShare * length) / STEPS_APART - 1e-9);
  const taken = Math.max(0, most - Math.ceil((end - step) / STEPS_APART));
  return { taken, due: taken > 0 && (end - step) % STEPS_APART === 0 };
}
