/** A few random legal configurations, two steps each: no figure without a number, no reason, no hang. Two hundred: `npm run bench`. */
import { beforeAll, expect, it } from 'vitest';
import { randomConfig } from '../../core/config/testing/random-config.ts';
import type { EngineApi, EngineEvent } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { images, SIZE } from './testing/small-set.ts';
import { faultsAfterTwoSteps } from './testing/two-steps.ts';

let engine: EngineApi;
const events: EngineEvent[] = [];
beforeAll(async () => {
  engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', (event) => events.push(event));
  await engine.setImages(images);
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i: is whole', async (seed) => {
  const config = randomConfig(seed, 0.4, {
    'data.imageSizePx': SIZE,
    'training.steps': 2,
    'training.sourcesPerStep': 1 + (seed % 3),
    'model.backbone': seed % 2 === 0 ? 'small' : 'small-valid',
    'model.width': 4,
    'evaluation.windowStridePx': 16,
    'kernels.inputGradient': 'own',
    'kernels.filterGradient': 'own',
  });
  expect(await faultsAfterTwoSteps(engine, events, config)).toEqual([]);
});
