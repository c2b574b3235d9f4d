/** What is no number, or no information, is named and never becomes a score. The real engine on WASM. */
import { describe, expect, it } from 'vitest';
import { COVARIANCES } from '../../core/density/settings.ts';
import type { EngineApi } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images } from './testing/small-set.ts';

async function startEngine(set = images): Promise<EngineApi> {
  const engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', () => undefined);
  await engine.setImages(set);
  return engine;
}

const black = images.map((image) =>
  image.role === 'train' ? { ...image, pixels: new Uint8Array(image.pixels.length) } : image,
);

describe('training images that are all black', () => {
  it.each(
    COVARIANCES.flatMap((covariance) =>
      (['image', 'patch'] as const).map((mode) => [covariance, mode] as const),
    ),
  )(
    'are named with %s covariance in the %s model',
    async (covariance, mode) => {
      const engine = await startEngine(black);
      const { density, model } = config;
      await engine.prepare({ ...config, density: { ...density, covariance }, model: { ...model, mode } });
      await expect(engine.evaluate()).rejects.toMatchObject({
        code: 'training-images-alike',
        detail: { alike: 10, count: 10 },
      });
    },
    60_000,
  );
});

it('weights that are no numbers end a run although its loss is one', async () => {
  const engine = await startEngine();
  await engine.prepare(config);
  const { tensors, ...rest } = await engine.checkpoint();
  // Training takes the statistics of the batch: the running ones show in no loss.
  const poisoned = tensors.map((tensor) =>
    tensor.name === 'running.mean' ? { ...tensor, data: tensor.data.map(() => NaN) } : tensor,
  );
  await engine.restore({ ...rest, tensors: poisoned });
  await expect(engine.train(4)).rejects.toMatchObject({
    code: 'weights-not-finite',
    detail: { name: 'running.mean' },
  });
}, 60_000);
