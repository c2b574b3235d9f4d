/**
 * A run: model, optimiser, batches and the present step. One call makes one step, so that whoever drives it can pause, evaluate
 * or save in between. All that a continuation needs is in the weight store (weights, running statistics, optimiser slots)
 * and the step.
 */
import { backend, getBackend } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Config } from '../../core/config/schema.ts';
import { averagingAt } from '../../core/schedule/averaging.ts';
import { phaseAt } from '../../core/schedule/fine-tuning.ts';
import type { Checkpoint, MemoryPlan } from '../../worker/protocol.ts';
import { Embedder } from '../inference/embedder.ts';
import type { WeightTensor } from '../models/efficientnet/weights-file.ts';
import { Model } from '../models/model.ts';
import type { Network } from '../../core/networks/types.ts';
import { endOfStep, trimPool } from '../kernels/webgpu/buffer-pool.ts';
import { AveragedWeights, partsOf } from './averaged-weights.ts';
import type { BatchSource } from './batch-source.ts';
import { placesOfParts, splitBatch } from './micro-batches.ts';
import { requireSameTensors } from './same-tensors.ts';
import { Untrained } from './untrained.ts';
import { StepCapture } from './captured-step.ts';
import { CheckpointClock } from './checkpoint-clock.ts';
import { createOptimizer } from './optimizer.ts';
import type { Optimizer } from './optimizer-types.ts';
import { PendingLogits } from './pending-logits.ts';
import { trainInParts } from './train-in-parts.ts';
import { trainStep } from './train-step.ts';

export class Run {
  readonly model: Model;
  readonly optimizer: Optimizer;
  private readonly capture: StepCapture;
  /** Of the weights that learn. */
  private readonly learning: Embedder;
  /** The mean of the last weights, once it has begun. */
  private averaged: AveragedWeights | null = null;
  /** The network before the first step. */
  readonly untrained: Untrained;
  readonly pending = new PendingLogits();
  readonly clock = new CheckpointClock();
  step = 0;

  constructor(
    readonly config: Config,
    network: Network,
    readonly source: BatchSource,
    readonly memory: MemoryPlan,
    pretrained: ReadonlyMap<string, WeightTensor> | null = null,
  ) {
    this.model = new Model(network, pretrained);
    this.optimizer = createOptimizer(config.training, this.model.store, this.model.parameters);
    this.capture = new StepCapture(this.model, this.optimizer);
    this.learning = new Embedder(this.model);
    this.untrained = new Untrained(() => new Model(network, pretrained).initialise(config.seed));
  }

  /** Of the network that is judged, shown and given away: the average of the last weights where there is one, else what learns. */
  get embedder(): Embedder {
    return this.averaged?.embedder ?? this.learning;
  }

  /** Weights from the seed, empty slots, step 0. */
  initialise(): void {
    this.pending.dispose();
    this.dropAverage();
    this.model.initialise(this.config.seed);
    this.optimizer.initialise();
    this.step = 0;
  }

  /** One step; its logits are left in `pending`. Returns how long it took and how much of that was waiting for the batch. */
  async advance(): Promise<{ stepMs: number; waitedMs: number }> {
    const startedMs = performance.now();
    const { step, config } = this;
    if (step === 0) this.untrained.keep(this.learning.giveAway());
    const batch = await this.source.next(step);
    const waitedMs = performance.now() - startedMs;
    const { learningRate, trunkFrozen } = phaseAt(config, step);
    const parts = splitBatch(batch, config.training.sourcesPerStep, this.memory.parts);
    const { batchNormMomentum } = config.training;
    const options = { learningRate, step, batchNormMomentum, trunkFrozen };
    const logits =
      parts.length === 1
        ? (this.capture.step(batch, options) ?? trainStep(this.model, this.optimizer, batch, options))
        : trainInParts(this.model, this.optimizer, parts, options);
    if (getBackend() === 'webgpu') endOfStep(backend() as WebGPUBackend);
    this.step = step + 1;
    this.average();
    const labels = Uint8Array.from(parts.flatMap((part) => [...part.labels]));
    const places = placesOfParts(labels.length, config.training.sourcesPerStep, this.memory.parts);
    this.pending.add({ step: this.step, learningRate, labels, places, logits }, startedMs);
    return { stepMs: performance.now() - startedMs, waitedMs };
  }

  async checkpoint(): Promise<Checkpoint> {
    this.clock.restart();
    const { store } = this.model;
    const own = await Promise.all(store.names().map((name) => store.download(name)));
    const tensors = this.averaged ? await this.averaged.checkpointed(own) : own;
    // As the run was made with (session/create-run.ts).
    const { tiles } = this.config.kernels;
    return {
      ...{ step: this.step, config: this.config, tensors },
      ...(getBackend() === 'webgpu' && tiles !== 'auto' && { tiles }),
    };
  }

  /** Fills everything from a checkpoint of the same configuration. Throws `checkpoint-mismatch`; nothing is changed then. */
  restore(checkpoint: Checkpoint): void {
    const { store } = this.model;
    const weights = this.model.weightNames();
    const { weightsOnly, tensors, step } = checkpoint;
    const { averages, own } = partsOf(this.model, tensors);
    requireSameTensors(store, { tensors: own }, weightsOnly ? weights : store.names());
    const begun = averagingAt(this.config, step).taken > 0;
    // A file of weights has the average alone: what learns on begins there, too.
    const average = weightsOnly ? own : averages;
    if (begun) requireSameTensors(store, { tensors: average }, weights);
    this.pending.dispose();
    this.dropAverage();
    for (const { name, shape, data } of own) store.upload(name, data, shape);
    if (begun) (this.averaged = new AveragedWeights(this.model)).fill(average);
    this.step = step;
  }

  /** Forgets embeddings of images that are gone (or of all). */
  forget(ids?: readonly string[]): void {
    this.learning.forget(ids);
    this.averaged?.embedder.forget(ids);
    this.untrained.forget(ids);
  }

  dispose(): void {
    this.capture.dispose();
    this.untrained.dispose();
    this.pending.dispose();
    this.dropAverage();
    this.learning.dispose();
    this.model.dispose();
    this.source.dispose();
    if (getBackend() === 'webgpu') trimPool(backend() as WebGPUBackend);
  }

  /** The weights of this step join the average where they are due; a new cycle begins without one. */
  private average(): void {
    const { taken, due } = averagingAt(this.config, this.step);
    if (taken === 0) return this.dropAverage();
    if (!due) return;
    // What was remembered of single weights is not asked for again.
    if (!this.averaged) this.learning.forget();
    this.averaged ??= new AveragedWeights(this.model);
    this.averaged.take(taken);
  }

  private dropAverage(): void {
    this.averaged?.dispose();
    this.averaged = null;
  }
}
