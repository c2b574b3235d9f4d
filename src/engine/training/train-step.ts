/**
 * One training step: normalise, forward, softmax cross entropy, backward, running statistics, update. Everything but the logits
 * is freed when it returns; the logits are read later, together with those of other steps.
 */
import { clone, keep, tensor2d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Family } from '../../core/networks/types.ts';
import type { Model } from '../models/model.ts';
import type { BatchStatistics } from '../models/running-statistics.ts';
import { trainForward } from '../models/train-forward.ts';
import { oneHotRows } from '../ops/one-hot.ts';
import { crossEntropyGradient } from '../ops/softmax-cross-entropy.ts';
import { Tape } from '../ops/tape.ts';
import { mobileStep, type TrunkStep } from './mobile-gradients.ts';
import { normalisePixels } from './normalise.ts';
import type { Optimizer } from './optimizer-types.ts';

export interface HostBatch {
  /** `[batch, size, size, 3]`. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
  readonly size: number;
}

export interface Gradients {
  /** `[N, K]`, kept: the caller disposes of it. */
  readonly logits: Tensor2D;
  /** By parameter name. */
  readonly gradients: Map<string, Tensor>;
  readonly statistics: ReadonlyMap<string, BatchStatistics>;
}

export function uploadBatch({ pixels, labels, size }: HostBatch): Tensor4D {
  return tensor4d(normalisePixels(pixels), [labels.length, size, size, 3]);
}

/** Forward and backward of a batch. Call inside a scope: gradients and statistics belong to it. */
export function computeGradients(model: Model, batch: HostBatch, trunkFrozen = false): Gradients {
  const { classes, backbone } = model.network;
  const x = uploadBatch(batch);
  const step = STEPS[backbone.family.kind](model, x, trunkFrozen);
  const { logits, statistics } = step;
  const kept = keep(clone(logits));
  const oneHot = tensor2d(oneHotRows(batch.labels, classes), [batch.labels.length, classes]);
  const gradients = step.backward(tidy(() => crossEntropyGradient(logits, oneHot)));
  return { logits: kept, gradients, statistics };
}

const STEPS: Record<Family['kind'], (model: Model, x: Tensor4D, trunkFrozen: boolean) => TrunkStep> = {
  residual: scratchStep,
  mobile: mobileStep,
};

/** Networks with batch norm: all layers learn at every step. */
function scratchStep(model: Model, x: Tensor4D, trunkFrozen: boolean): TrunkStep {
  if (trunkFrozen) throw new Error('Only a pretrained trunk can be frozen.');
  const tape = new Tape();
  const { logits, statistics } = trainForward(model, tape, x);
  return {
    logits,
    statistics,
    backward: (dlogits: Tensor2D) => tape.backward(logits, dlogits),
  };
}

export interface StepOptions {
  readonly learningRate: number;
  /** Counts from 0. */
  readonly step: number;
  readonly batchNormMomentum: number;
  /** Fine-tuning: only the head learns. */
  readonly trunkFrozen?: boolean;
}

/** Returns the logits `[N, K]` of the step before its update; the caller disposes of them. */
export function trainStep(
  model: Model,
  optimizer: Optimizer,
  batch: HostBatch,
  options: StepOptions,
): Tensor2D {
  let logits: Tensor2D | null = null;
  tidy(() => {
    const result = computeGradients(model, batch, options.trunkFrozen);
    logits = result.logits;
    model.statistics.update(model.store, result.statistics, options.batchNormMomentum);
    optimizer.apply(result.gradients, options.learningRate, options.step);
  });
  return logits as unknown as Tensor2D;
}
