/**
 * Learning rate of a step. Paper 4.1: one cosine cycle to 0 over all steps, without restart; accuracy moves by several points
 * until the rate has decayed, so the cycle always completes over the configured steps. The formula is that of PyTorch's
 * CosineAnnealingLR with T_max = steps and eta_min = 0. Warm-up (chosen; off in the paper) multiplies it.
 */
import type { TrainingConfig } from '../config/schema.ts';

/**
 * Rate used by the update of `step` (0-based, 0 .. steps - 1):
 * learningRate * min(1, (step + 1) / warmupSteps) * (1 + cos(pi step / steps)) / 2, or without the cosine when constant.
 */
export function learningRateAt(
  training: Pick<TrainingConfig, 'learningRate' | 'schedule' | 'steps' | 'warmupSteps'>,
  step: number,
): number {
  const warm = training.warmupSteps > 0 ? Math.min(1, (step + 1) / training.warmupSteps) : 1;
  switch (training.schedule) {
    case 'constant':
      return training.learningRate * warm;
    case 'cosine': {
      // A schedule without steps has ended.
      const done = training.steps > 0 ? Math.min(1, Math.max(0, step / training.steps)) : 1;
      return training.learningRate * warm * 0.5 * (1 + Math.cos(Math.PI * done));
    }
    default:
      return training.schedule satisfies never;
  }
}
