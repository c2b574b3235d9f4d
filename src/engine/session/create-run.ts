/** A run of the images that are there, on the active backend: its network and weights, the memory that its batch may take, and where its batches come from. */
import type { Config } from '../../core/config/schema.ts';
import { backend, getBackend } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Checkpoint, EngineEvent } from '../../worker/protocol.ts';
import type { BatchesAhead } from '../training/batches-ahead.ts';
import { Run } from '../training/run.ts';
import type { Baseline } from './baseline.ts';
import { requireTraining } from './failures.ts';
import type { ImageStore } from './image-store.ts';
import type { MemoryLimits } from './memory-plan.ts';
import { memoryPlanOf, mostKeptFloats, networkOf } from './run-plan.ts';
import { withOwnTiles } from './run-tiles.ts';

export interface RunParts {
  readonly images: ImageStore;
  readonly baseline: Baseline;
  readonly batches: BatchesAhead;
  readonly limits: MemoryLimits;
  /** Of a run that is taken up again. */
  readonly from: Checkpoint | null;
  readonly send: (event: EngineEvent) => void;
  /** Called when nothing is wrong with the configuration: the run before makes room. */
  readonly discardFormer: () => void;
}

/** @throws PlaygroundError `too-few-images`, `input-too-small`, `region-unseen`, `backbone-missing`; the run before stays then. */
export async function createRun(asked: Config, parts: RunParts): Promise<Run> {
  const device = getBackend() === 'webgpu' ? (backend() as WebGPUBackend) : null;
  const config = withOwnTiles(asked, parts.from, device);
  const { images, baseline, batches, limits, send, discardFormer } = parts;
  const training = images.training();
  requireTraining(training);
  const pretrained = await baseline.weightsOf(config.model, send);
  const network = networkOf(config, images.sizePx);
  discardFormer();
  const pixels = training.map((image) => images.asRgb(image));
  const memory = await memoryPlanOf(config, images.sizePx, limits);
  const run = new Run(config, network, batches.source(pixels, config), memory, pretrained);
  run.model.mostKeptFloats = mostKeptFloats(network, limits);
  return run;
}
