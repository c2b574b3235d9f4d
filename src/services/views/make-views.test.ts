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

describe('a view with its patch', () => {
  it('lands where it says, with the pixels of its jittered patch, and leaves the rest as it was', () => {
    const image = images[0];
    const config = {
      ...configOf('cutpaste', 'image'),
      training: { ...PRESETS.quick.training, sourcesPerStep: 1 },
      augment: {
        ...PRESETS.quick.augment,
        task: 'cutpaste' as const,
        global: { shiftFraction: 0, jitter: { brightness: 0, contrast: 0, saturation: 0, hue: 0 } },
      },
    };
    const made = makeViews({ kind: 'trace', image, config, step: 10, place: 1 });
    if (made.kind !== 'trace') throw new Error('trace');
    const { cut, paste, patch, jittered, result } = made.trace;
    expect([patch.width, patch.height]).toEqual([cut.width, cut.height]);
    const at = (of: typeof image, x: number, y: number) =>
      [...of.data.subarray((y * of.width + x) * 3, (y * of.width + x) * 3 + 3)].join();
    for (let y = 0; y < 64; y++)
      for (let x = 0; x < 64; x++) {
        const [px, py] = [x - paste.x, y - paste.y];
        const inside = px >= 0 && py >= 0 && px < paste.width && py < paste.height;
        expect(at(result, x, y)).toBe(inside ? at(jittered, px, py) : at(image, x, y));
      }
    expect(at(patch, 0, 0)).toBe(at(image, cut.x, cut.y));
  });
});
