import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { TASKS, type Config, type Task } from '../config/schema.ts';
import type { RgbImage } from '../image/types.ts';
import { createRandom } from '../random/random.ts';
import { encodeRegion } from '../region/encode.ts';
import { OUTSIDE_COLOUR, regionAt } from '../region/region.ts';
import { drawBatch, makeBatch } from './batch.ts';

const SIDE = 48;
const painted = (seed: number, outside: number | null): RgbImage => {
  const random = createRandom(seed, 'inside-test');
  const data = Uint8Array.from({ length: SIDE * SIDE * 3 }, () => random.int(0, 255));
  if (outside !== null) region.inside.forEach((inside, i) => inside || data.fill(outside, 3 * i, 3 * i + 3));
  return { width: SIDE, height: SIDE, data };
};
const code = encodeRegion(
  {
    width: SIDE,
    height: SIDE,
    data: Uint8Array.from({ length: SIDE * SIDE }, (_, i) => Number(i % SIDE > 24 && i / SIDE < 22)),
  },
  'stretch',
);
const region = regionAt(code, SIDE) ?? { inside: new Uint8Array(0), sizePx: 0, share: 0 };

const configOf = (task: Task, mode: 'image' | 'patch'): Config => {
  const { quick } = PRESETS;
  return {
    ...quick,
    data: { ...quick.data, imageSizePx: SIDE, region: code },
    augment: { ...quick.augment, task, global: { ...quick.augment.global, shiftFraction: 0.05 } },
    model: { ...quick.model, mode, cropSizePx: 24 },
    training: { ...quick.training, sourcesPerStep: 3 },
  };
};
const modes = TASKS.flatMap((task) => (['image', 'patch'] as const).map((mode) => [task, mode] as const));

describe('views in a region of interest', () => {
  it.each(modes)('%s, %s model: nothing outside counts, and every view differs inside', (task, mode) => {
    const config = configOf(task, mode);
    const of = (outside: number | null) => [1, 2, 3].map((seed) => painted(seed, outside));
    for (const step of [0, 1]) {
      const batch = makeBatch({ images: of(null), config, step });
      const { pixels: others } = makeBatch({ images: of(step === 0 ? 0 : 255), config, step });
      expect(Buffer.compare(others, batch.pixels)).toBe(0);
      const { size, pixels, draws } = batch;
      const sources = config.training.sourcesPerStep;
      draws.forEach(({ inside, label }, i) => {
        const view = pixels.subarray(i * size * size * 3, (i + 1) * size * size * 3);
        const source = pixels.subarray((i % sources) * size * size * 3);
        let differing = 0;
        let unpainted = 0;
        for (let p = 0; p < size * size; p++) {
          const is = (c: number, value: number) => view[3 * p + c] === value;
          if (!inside?.[p]) unpainted += Number(!OUTSIDE_COLOUR.every((value, c) => is(c, value)));
          else if ([0, 1, 2].some((c) => !is(c, source[3 * p + c]))) differing++;
        }
        expect(unpainted).toBe(0);
        expect(inside).toContain(1);
        if (label > 0) expect(differing).toBeGreaterThan(0);
      });
    }
  });

  it('crops show the region, and the draws of before stand without one', () => {
    const config = configOf('3way', 'patch');
    for (const { crop } of drawBatch(3, SIDE, config, 4)) {
      let shown = 0;
      for (let y = crop.y; y < crop.y + 24; y++)
        for (let x = crop.x; x < crop.x + 24; x++) shown += region.inside[y * SIDE + x];
      expect(shown / Math.min(24 * 24, 23 * 22)).toBeGreaterThanOrEqual(0.5);
    }
    const without = { ...config, data: { ...config.data, region: '' } };
    expect(drawBatch(3, SIDE, without, 4).every(({ inside }) => inside === undefined)).toBe(true);
  });
});
