/** What backends are compared by before a run: steps of its own network on the images that are there. What no backend could take is refused beforehand. */
import type { Config } from '../../core/config/schema.ts';
import type { BackendName, EngineEvent } from '../../worker/protocol.ts';
import { getBackend } from '@tensorflow/tfjs-core';
import type { EngineHost } from '../backend/host.ts';
import type { Baseline } from './baseline.ts';
import { breathe } from './breathe.ts';
import { requireTraining } from './failures.ts';
import type { ImageStore } from './image-store.ts';
import { memoryLimits } from './memory-plan.ts';
import { networkOf } from './run-plan.ts';
import { measureStepTime, type StepTime } from './step-time.ts';

export interface Trial {
  readonly config: Config;
  readonly imageSizePx: number;
  /** Measures on the active backend; beyond `hopelessMs` a first estimate is enough. */
  readonly measure: (hopelessMs: number) => Promise<StepTime>;
}

/** @throws PlaygroundError `too-few-images`, `input-too-small`, `backbone-missing` and what else is wrong on any backend */
export async function backendTrial(
  config: Config,
  images: ImageStore,
  baseline: Baseline,
  host: EngineHost,
  send: (event: EngineEvent) => void,
): Promise<Trial> {
  const training = images.training();
  requireTraining(training);
  const { sizePx: imageSizePx } = images;
  networkOf(config, imageSizePx);
  const pretrained = await baseline.weightsOf(config.model, send);
  const measure = (hopelessMs: number) =>
    measureStepTime({
      ...{ config, imageSizePx, pretrained, hopelessMs, breathe },
      images: training.map((image) => images.asRgb(image)),
      limits: memoryLimits(getBackend() as BackendName, host),
    });
  return { config, imageSizePx, measure };
}
