/** What an optimiser is to the loop: it replaces weights by gradients and keeps its slots in the weight store, for checkpoints. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { TrainingConfig } from '../../core/config/schema.ts';
import type { GradientPlaces } from '../ops/tape.ts';
import type { ParameterSpec } from '../../core/networks/types.ts';

export interface Optimizer {
  /** Where it wants the gradients, if anywhere: for kernels that can write them there. Asked before every step. */
  places(): GradientPlaces | null;
  /** What a step depends on besides gradients and settings: for a recorded step, as floats. */
  rates(learningRate: number, step: number): readonly number[];
  /** As `apply`, with the rates on the device; only where there are places. */
  applyRates?(gradients: ReadonlyMap<string, Tensor>, rates: Tensor): void;
  /** Tensors per parameter beside the weight itself. */
  readonly slots: number;
  /** Zero slots for every parameter. */
  initialise(): void;
  /** One update at `learningRate` of every weight that has a gradient; `step` counts from 0. Gradients are read, not disposed of. */
  apply(gradients: ReadonlyMap<string, Tensor>, learningRate: number, step: number): void;
}

/** Without `decayed` everything is. */
export type OptimizerSettings = Pick<TrainingConfig, 'optimizer' | 'momentum' | 'weightDecay'> &
  Partial<Pick<TrainingConfig, 'decayed'>>;

/** Strength of the penalty on one parameter: none on scales, shifts and biases where only weights are decayed. */
export function decayOf({ weightDecay, decayed }: OptimizerSettings, { kind }: ParameterSpec): number {
  return decayed !== 'weights' || kind === 'conv' || kind === 'dense' ? weightDecay : 0;
}
