/**
 * One training step: normalise, forward, softmax cross entropy, backward, running statistics, update. Everything but the logits
 * is freed when it returns; the logits are read later, together with those of other steps.
 */
import { clone, keep, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Family } from '../../core/networks/types.ts';
import type { Model } from '../models/model.ts';
import type { BatchStatistics } from '../models/batch-statistics.ts';
import { trainForward } from '../models/train-forward.ts';
import { oneHotRows } from '../ops/one-hot.ts';
import { crossEntropyGradient } from '../ops/softmax-cross-entropy.ts';
import { Tape, type GradientPlaces } from '../ops/tape.ts';
import { mobileStep, type TrunkStep } from './mobile-gradients.ts';
import { bytesTensor, normalisedImages } from './normalise.ts';
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

export interface GradientOptions {
  readonly trunkFrozen?: boolean;
  /** Where the optimiser wants gradients; only where a batch is made in one part. */
  readonly places?: GradientPlaces | null;
}

/** Forward and backward of a batch. Call inside a scope: gradients and statistics belong to it. */
export function computeGradients(model: Model, batch: HostBatch, options: GradientOptions = {}): Gradients {
  const { labels, size } = batch;
  const oneHot = tensor2d(oneHotRows(labels, model.network.classes), [labels.length, model.network.classes]);
  return gradientsOf(model, { bytes: bytesTensor(batch.pixels), oneHot, size }, options);
}

/** A batch on the device. */
export interface DeviceBatch {
  /** As `bytesTensor` gives them. */
  readonly bytes: Tensor;
  /** `[N, K]`. */
  readonly oneHot: Tensor2D;
  readonly size: number;
}

/** The same from a batch on the device. */
export function gradientsOf(
  model: Model,
  { bytes, oneHot, size }: DeviceBatch,
  { trunkFrozen = false, places = null }: GradientOptions,
): Gradients {
  const x = normalisedImages(bytes, [oneHot.shape[0], size, size, 3]);
  const step = STEPS[model.network.backbone.family.kind](model, x, trunkFrozen, places);
  const { logits, statistics } = step;
  const kept = keep(clone(logits));
  const gradients = step.backward(tidy(() => crossEntropyGradient(logits, oneHot)));
  return { logits: kept, gradients, statistics };
}

type StepOf = (model: Model, x: Tensor4D, frozen: boolean, places: GradientPlaces | null) => TrunkStep;

const STEPS: Record<Family['kind'], StepOf> = {
  residual: scratchStep,
  mobile: mobileStep,
};

/** Networks with batch norm: all layers learn at every step. */
function scratchStep(
  model: Model,
  x: Tensor4D,
  trunkFrozen: boolean,
  places: GradientPlaces | null,
): TrunkStep {
  if (trunkFrozen) throw new Error('Only a pretrained trunk can be frozen.');
  const tape = new Tape(places);
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
    const places = wantedPlaces(model, optimizer);
    const result = computeGradients(model, batch, { trunkFrozen: options.trunkFrozen, places });
    logits = result.logits;
    model.statistics.update(model.store, result.statistics, options.batchNormMomentum);
    optimizer.apply(result.gradients, options.learningRate, options.step);
  });
  return logits as unknown as Tensor2D;
}

/** Where optimiser and running statistics want what a step makes. */
export function wantedPlaces(model: Model, optimizer: Optimizer): GradientPlaces | null {
  const ofWeights = optimizer.places();
  const ofStatistics = model.statistics.places(model.store);
  return ofWeights || ofStatistics ? new Map([...(ofWeights ?? []), ...(ofStatistics ?? [])]) : null;
}
