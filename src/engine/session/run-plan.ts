/** What a run will cost, from the configuration and the measured step. */
import { inputSizePx } from '../../core/augment/batch.ts';
import { taskViews } from '../../core/augment/tasks.ts';
import type { Config } from '../../core/config/schema.ts';
import type { MemoryPlan, RunPlan } from '../../worker/protocol.ts';
import { describeNetwork } from '../../core/networks/network.ts';
import type { Network } from '../../core/networks/types.ts';
import { windowPlaces } from '../inference/places.ts';
import { parameterCount } from '../../core/networks/parameters.ts';
import { mapSide } from '../../core/networks/locations.ts';
import { planMemory, type MemoryLimits } from './memory-plan.ts';
import type { MeasuredSteps } from './warm-up.ts';

/** @throws PlaygroundError `input-too-small` where the network cannot take the configuration's crops or windows. */
export function networkOf(config: Config, imageSizePx: number): Network {
  const { model, evaluation } = config;
  const classes = taskViews(config.augment.task).length;
  const sidePx = inputSizePx(model, imageSizePx);
  const network = describeNetwork(model, sidePx, classes);
  mapSide(network, sidePx);
  if (model.mode === 'patch') mapSide(network, windowPlaces(imageSizePx, evaluation).windowPx);
  return network;
}

/** In how many parts the batch of a configuration is computed, and why. */
export function memoryPlanOf(config: Config, imageSizePx: number, limits: MemoryLimits): MemoryPlan {
  const shape = {
    network: networkOf(config, imageSizePx),
    inputSizePx: inputSizePx(config.model, imageSizePx),
    sources: config.training.sourcesPerStep,
    views: taskViews(config.augment.task).length,
    optimizerSlots: config.training.optimizer === 'adamw' ? 2 : 1,
  };
  return planMemory(shape, limits);
}

export function planRun(
  config: Config,
  imageSizePx: number,
  memory: MemoryPlan,
  { stepMs, totalMs }: MeasuredSteps,
): RunPlan {
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
    measuredStepMs: stepMs,
    estimatedTotalMs: totalMs,
  };
}
