/**
 * The two phases of fine-tuning a pretrained network (paper 4.1 and appendix A: 2,560 updates of the head alone at 0.03, then 16,384 of
 * all layers at 1e-4). Each phase completes the configured schedule by itself (chosen; the paper does not say); several cycles are of the
 * phase that the run ends with.
 */
import type { Config, TrainingConfig } from '../config/schema.ts';
import { startsPretrained } from '../networks/registry.ts';
import { learningRateAt } from './learning-rate.ts';

export interface StepPhase {
  readonly learningRate: number;
  /** Only the head learns. */
  readonly trunkFrozen: boolean;
}

/** Steps of the head alone: none for a network that starts from random weights. */
export function headStepsOf({ model, training }: Pick<Config, 'model' | 'training'>): number {
  if (!startsPretrained(model)) return 0;
  return Math.min(training.headSteps, training.steps);
}

/**
 * Rate and phase of the update of `step` (0-based). A step beyond the last one (trying out how long a step takes) is as the last one: a
 * phase without steps has no rate of its own.
 */
export function phaseAt(config: Pick<Config, 'model' | 'training'>, step: number): StepPhase {
  const { model, training } = config;
  const head = headStepsOf(config);
  const at = Math.max(0, Math.min(step, training.steps - 1));
  if (at < head) {
    const cycles = head < training.steps ? 1 : training.cycles;
    return { learningRate: rateIn({ ...training, cycles }, head, at), trunkFrozen: true };
  }
  if (!startsPretrained(model)) return { learningRate: learningRateAt(training, at), trunkFrozen: false };
  const all = { ...training, learningRate: training.fineTuneRate, warmupSteps: 0 };
  return { learningRate: rateIn(all, training.steps - head, at - head), trunkFrozen: false };
}

const rateIn = (training: TrainingConfig, steps: number, step: number) =>
  learningRateAt({ ...training, steps }, step);
