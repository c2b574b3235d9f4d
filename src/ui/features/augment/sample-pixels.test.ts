import { describe, expect, it } from 'vitest';
import { drawBatch, makeBatch } from '../../../core/augment/batch.ts';
import { PRESETS } from '../../../core/config/presets.ts';
import { TASKS, type Config } from '../../../core/config/schema.ts';
import { createImage } from '../../../core/image/rgb.ts';
import { createRandom } from '../../../core/random/random.ts';
import { samplePixels } from './sample-pixels.ts';

const random = createRandom(0, 'lab');
const images = Array.from({ length: 5 }, () =>
  createImage(
    64,
    64,
    Uint8Array.from({ length: 64 * 64 * 3 }, () => random.int(0, 255)),
  ),
);

describe('samplePixels', () => {
  it.each(TASKS)('shows the bytes that the network gets, task %s', (task) => {
    for (const mode of ['image', 'patch'] as const) {
      const { quick } = PRESETS;
      const config: Config = {
        ...quick,
        seed: 11,
        augment: { ...quick.augment, task },
        model: { ...quick.model, mode, cropSizePx: 32 },
        training: { ...quick.training, sourcesPerStep: 4 },
      };
      const step = 37;
      const { pixels, size } = makeBatch({ images, config, step });
      const bytes = size * size * 3;
      drawBatch(images.length, 64, config, step).forEach((draw, i) => {
        const shown = samplePixels(images, draw).data;
        expect(Buffer.compare(shown, pixels.subarray(i * bytes, (i + 1) * bytes))).toBe(0);
      });
    }
  });
});
