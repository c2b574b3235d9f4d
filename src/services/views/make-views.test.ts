import { describe, expect, it } from 'vitest';
import { makeBatch } from '../../core/augment/batch.ts';
import { PRESETS } from '../../core/config/presets.ts';
import type { Config } from '../../core/config/schema.ts';
import { createImage } from '../../core/image/rgb.ts';
import { createRandom } from '../../core/random/random.ts';
import { makeViews } from './make-views.ts';

const random = createRandom(0, 'views');
const images = Array.from({ length: 5 }, () =>
  createImage(
    64,
    64,
    Uint8Array.from({ length: 64 * 64 * 3 }, () => random.int(0, 255)),
  ),
);

const configOf = (task: Config['augment']['task'], mode: 'image' | 'patch', pasteBeforeResize = false) => ({
  ...PRESETS.quick,
  seed: 11,
  augment: { ...PRESETS.quick.augment, task },
  model: { ...PRESETS.quick.model, mode, cropSizePx: 32 },
  training: { ...PRESETS.quick.training, sourcesPerStep: 4 },
  mistakes: { ...PRESETS.quick.mistakes, pasteBeforeResize },
});

describe('views of a batch', () => {
  it.each([
    ['3way', 'patch', false],
    ['3way', 'image', false],
    ['cutpaste', 'image', true],
    ['nsa', 'image', false],
  ] as const)(
    'are the bytes that the network gets: %s, %s, pasted before resizing %s',
    (task, mode, early) => {
      const config = configOf(task, mode, early);
      const step = 37;
      const { pixels, size, labels } = makeBatch({ images, config, step });
      const places = [...labels.keys()].reverse();
      const drawn = makeViews({ kind: 'draw', imageCount: 5, imageSizePx: 64, config, step, places });
      if (drawn.kind !== 'draw') throw new Error('draws');
      const { draws } = drawn;
      const read = [
        ...new Set(draws.flatMap(({ imageIndex, other }) => [imageIndex, other?.imageIndex ?? imageIndex])),
      ];
      const made = makeViews({
        kind: 'render',
        draws,
        images: read.map((index) => [index, images[index]] as const),
        pasteBeforeResize: early,
      });
      if (made.kind !== 'render') throw new Error('views');
      const bytes = size * size * 3;
      expect(made.views).toHaveLength(labels.length);
      made.views.forEach(({ data }, i) =>
        expect(Buffer.compare(data, pixels.subarray(places[i] * bytes, (places[i] + 1) * bytes))).toBe(0),
      );
    },
  );
});
