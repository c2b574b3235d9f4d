/**
 * Learning rate of a step. Paper 4.1: one cosine cycle to 0 over all steps, without restart; accuracy moves by several points
 * until the rate has decayed, so the cycle always completes over the configured steps. The formula is that of PyTorch's
 * CosineAnnealingLR with T_max = steps and eta_min = 0. Warm-up (chosen; off in the paper) multiplies it. With several cycles the
 * rate starts again after each (warm restarts, Loshchilov and Hutter, ICLR 2017): a run that is trained longer is such a run.
 */
import type { TrainingConfig } from '../config/schema.ts';

type Schedule = Pick<TrainingConfig, 'learningRate' | 'schedule' | 'steps' | 'warmupSteps'> &
  Partial<Pick<TrainingConfig, 'cycles'>>;

/**
 * Rate used by the update of `step` (0-based, 0 .. steps - 1):
 * learningRate * min(1, (step + 1) / warmupSteps) * (1 + cos(pi done)) / 2, where `done` is the share of the present cycle that is over;
 * without the cosine when constant.
 */
export function learningRateAt(training: Schedule, step: number): number {
  const warm = training.warmupSteps > 0 ? Math.min(1, (step + 1) / training.warmupSteps) : 1;
  switch (training.schedule) {
    case 'constant':
      return training.learningRate * warm;
    case 'cosine': {
      const done = doneOfCycle(training, step);
      return training.learningRate * warm * 0.5 * (1 + Math.cos(Math.PI * done));
    }
    default:
      return training.schedule satisfies never;
  }
}

/** A schedule without steps has ended. */
function doneOfCycle({ steps, cycles = 1 }: Schedule, step: number): number {
  if (steps <= 0 || step >= steps) return 1;
  const length = steps / cycles;
  return (Math.max(0, step) % length) / length;
}
