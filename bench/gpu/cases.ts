/** The networks whose WebGPU steps are counted and timed, with models and batches to do it. */
import { describeNetwork } from '../../src/core/networks/network.ts';
import { Model } from '../../src/engine/models/model.ts';
import { mostKeptFloats } from '../../src/engine/session/run-plan.ts';
import { createOptimizer } from '../../src/engine/training/optimizer.ts';
import { countedStepBytes } from '../../src/engine/training/step-memory.ts';
import type { HostBatch } from '../../src/engine/training/train-step.ts';

export interface Case {
  readonly name: string;
  readonly backbone: 'small' | 'resnet18' | 'efficientnet-b0';
  readonly sizePx: number;
  readonly batch: number;
}

export const CASES: readonly Case[] = [
  { name: 'small 64 px batch 48', backbone: 'small', sizePx: 64, batch: 48 },
  { name: 'ResNet-18 64 px batch 48', backbone: 'resnet18', sizePx: 64, batch: 48 },
  { name: 'ResNet-18 256 px batch 96', backbone: 'resnet18', sizePx: 256, batch: 96 },
  { name: 'EfficientNet-B0 256 px batch 24', backbone: 'efficientnet-b0', sizePx: 256, batch: 24 },
];

const CLASSES = 3;
const SETTINGS = {
  ...({ width: 16, stem: 'auto', headWidth: 128 } as const),
  ...({ weights: 'random', mode: 'patch', cropSizePx: 64 } as const),
};
/** Half of the memory of a machine of 8 GiB. */
const LIMITS = { totalBytes: 4 * 2 ** 30 };
const SGD = { optimizer: 'sgd', momentum: 0.9, weightDecay: 3e-5 } as const;

export const describe = ({ backbone, sizePx }: Case) =>
  describeNetwork({ ...SETTINGS, backbone }, sizePx, CLASSES);

export function modelOf(one: Case) {
  const network = describe(one);
  const model = new Model(network).initialise(1);
  model.mostKeptFloats = mostKeptFloats(network, LIMITS);
  const optimizer = createOptimizer(SGD, model.store, model.parameters);
  optimizer.initialise();
  return { model, optimizer };
}

export function batchOf({ batch, sizePx }: Case): HostBatch {
  return {
    pixels: Uint8Array.from({ length: batch * sizePx * sizePx * 3 }, (_, i) => (i * 7919) >> 3),
    labels: Uint8Array.from({ length: batch }, (_, i) => i % CLASSES),
    size: sizePx,
  };
}

/** Bytes of a step by the plan; also notes its products. */
export function plannedBytes(one: Case): number {
  const network = describe(one);
  return countedStepBytes({
    ...{ network, inputSizePx: one.sizePx, parts: [one.batch], optimizer: SGD },
    mostKeptFloats: mostKeptFloats(network, LIMITS),
  });
}
