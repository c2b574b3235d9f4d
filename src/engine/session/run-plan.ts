/** What a run will cost, from the configuration and the measured step. */
import { inputSizePx } from '../../core/augment/batch.ts';
import { taskViews } from '../../core/augment/tasks.ts';
import type { Config } from '../../core/config/schema.ts';
import type { RunPlan } from '../../worker/protocol.ts';
import { stepBytes } from '../models/cost.ts';
import { describeNetwork, type Network } from '../models/network.ts';
import { parameterCount } from '../models/parameters.ts';
import type { MeasuredSteps } from './warm-up.ts';

export function networkOf(config: Config, imageSizePx: number): Network {
  const classes = taskViews(config.augment.task).length;
  return describeNetwork(config.model, inputSizePx(config.model, imageSizePx), classes);
}

export function planRun(
  config: Config,
  imageSizePx: number,
  optimizerSlots: number,
  { stepMs, totalMs }: MeasuredSteps,
): RunPlan {
  const network = networkOf(config, imageSizePx);
  const views = taskViews(config.augment.task);
  const batchSize = config.training.sourcesPerStep * views.length;
  const size = inputSizePx(config.model, imageSizePx);
  return {
    parameterCount: parameterCount(network),
    viewsPerSource: views.length,
    batchSize,
    classNames: views.map(({ className }) => className),
    estimatedBytes: stepBytes(network, size, batchSize, optimizerSlots),
    measuredStepMs: stepMs,
    estimatedTotalMs: totalMs,
  };
}
