/** What a training step takes on WebGPU, counted by a dry run of the very step (kernels/webgpu/dry-run.ts): no formula to fall behind. */
import { backend, engine } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Network } from '../../core/networks/types.ts';
import { bytesOf } from '../kernels/webgpu/dry-run.ts';
import { Model } from '../models/model.ts';
import { createOptimizer } from './optimizer.ts';
import type { OptimizerSettings } from './optimizer-types.ts';
import { trainInParts } from './train-in-parts.ts';
import { trainStep, wantedPlaces, type HostBatch } from './train-step.ts';

export interface StepToCount {
  readonly network: Network;
  readonly inputSizePx: number;
  /** Images of each part. */
  readonly parts: readonly number[];
  readonly optimizer: OptimizerSettings;
  readonly mostKeptFloats: number | null;
}

const OPTIONS = { learningRate: 0, step: 0, batchNormMomentum: 0.9 };

export function countedStepBytes({
  network,
  inputSizePx,
  parts,
  optimizer,
  mostKeptFloats,
}: StepToCount): number {
  const device = backend() as WebGPUBackend;
  const model = new Model(network);
  model.mostKeptFloats = mostKeptFloats;
  const batches = parts.map((images): HostBatch => ({
    pixels: new Uint8Array(images * inputSizePx * inputSizePx * 3),
    labels: new Uint8Array(images),
    size: inputSizePx,
  }));
  const rule = createOptimizer(optimizer, model.store, model.parameters);
  const prepare = () => {
    for (const { name, shape } of model.parameters)
      model.store.set(
        name,
        engine().makeTensorFromTensorInfo(device.makeTensorInfo([...shape], 'float32'), device),
      );
    model.statistics.initialise(model.store);
    rule.initialise();
    wantedPlaces(model, rule);
  };
  const work = () => {
    const logits =
      batches.length === 1
        ? trainStep(model, rule, batches[0], OPTIONS)
        : trainInParts(model, rule, batches, OPTIONS);
    logits.dispose();
  };
  return bytesOf(device, prepare, work, () => model.dispose());
}
