/** What a run will cost, from the configuration and the measured step. */
import { getBackend } from '@tensorflow/tfjs-core';
import { inputSizePx } from '../../core/augment/batch-size.ts';
import { taskViews } from '../../core/augment/tasks.ts';
import type { Config } from '../../core/config/schema.ts';
import type { MemoryPlan, RunPlan } from '../../worker/protocol.ts';
import { describeNetwork } from '../../core/networks/network.ts';
import type { Network } from '../../core/networks/types.ts';
import { windowPlaces } from '../inference/places.ts';
import { parameterCount } from '../../core/networks/parameters.ts';
import { mapSide } from '../../core/networks/locations.ts';
import { chooseKernels } from '../kernels/choose.ts';
import { partSizes } from '../training/micro-batches.ts';
import { countedStepBytes } from '../training/step-memory.ts';
import { hasRoomFor } from './device-room.ts';
import { planMemory, type MemoryLimits } from './memory-plan.ts';
import type { MeasuredSteps } from './warm-up.ts';

/**
 * @throws PlaygroundError `input-too-small` where the network cannot take the configuration's crops or windows; `region-unseen` where no window holds
 * anything of the region of interest.
 */
export function networkOf(config: Config, imageSizePx: number): Network {
  const { model, evaluation } = config;
  const classes = taskViews(config.augment.task).length;
  const sidePx = inputSizePx(model, imageSizePx);
  const network = describeNetwork(model, sidePx, classes);
  mapSide(network, sidePx);
  if (model.mode === 'patch')
    mapSide(network, windowPlaces(imageSizePx, evaluation, config.data.region).windowPx);
  return network;
}

/** Share of the memory that kept values may take where a batch can go through the trunk in parts; weights and gradients need the rest. */
const KEPT_SHARE = 0.7;

/** In how many parts the batch of a configuration is computed, and why. On WebGPU its bytes are counted, elsewhere they follow from the layers. */
export async function memoryPlanOf(
  config: Config,
  imageSizePx: number,
  limits: MemoryLimits,
): Promise<MemoryPlan> {
  const { sourcesPerStep: sources, optimizer } = config.training;
  const network = networkOf(config, imageSizePx);
  const shape = {
    ...{ network, sources },
    inputSizePx: inputSizePx(config.model, imageSizePx),
    views: taskViews(config.augment.task).length,
    optimizerSlots: optimizer === 'adamw' ? 2 : 1,
  };
  if (getBackend() !== 'webgpu') return planMemory(shape, limits);
  await chooseKernels(config.kernels);
  const count = (parts: number) =>
    countedStepBytes({
      ...{ network, inputSizePx: shape.inputSizePx, optimizer: config.training },
      parts: partSizes(sources, parts).map((size) => size * shape.views),
      mostKeptFloats: mostKeptFloats(network, limits),
    });
  const plan = planMemory(shape, limits, count);
  if (plan.parts === 1 || !limits.assumed) return plan;
  // Where the browser does not say how much memory there is, the device is asked before a batch is cut.
  return (await hasRoomFor(plan.wholeBatchBytes))
    ? planMemory(shape, { ...limits, totalBytes: plan.wholeBatchBytes }, count)
    : plan;
}

/** Floats that a network whose images do not need each other may keep: as many as fit on a GPU, so that a batch is one piece. */
export function mostKeptFloats(
  { backbone }: Network,
  limits: Pick<MemoryLimits, 'totalBytes'>,
): number | null {
  const { mostKeptFloats: least } = backbone.family;
  if (least === null || getBackend() !== 'webgpu') return least;
  return Math.max(least, Math.floor((limits.totalBytes * KEPT_SHARE) / 4));
}

export function planRun(
  config: Config,
  imageSizePx: number,
  memory: MemoryPlan,
  { stepMs, totalMs }: MeasuredSteps,
): Omit<RunPlan, 'trainIds'> {
  const network = networkOf(config, imageSizePx);
  const views = taskViews(config.augment.task);
  const batchSize = config.training.sourcesPerStep * views.length;
  return {
    parameterCount: parameterCount(network),
    viewsPerSource: views.length,
    batchSize,
    classNames: views.map(({ className }) => className),
    estimatedBytes: memory.neededBytes,
    memory,
    ...(getBackend() === 'webgpu' && config.kernels.tiles !== 'auto' && { tiles: config.kernels.tiles }),
    measuredStepMs: stepMs,
    estimatedTotalMs: totalMs,
  };
}
