import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { TASKS, type Config, type Task } from '../config/schema.ts';
import { cropImage, createImage } from '../image/rgb.ts';
import type { RgbImage } from '../image/types.ts';
import { createRandom } from '../random/random.ts';
import { applyGlobal, applyView } from './apply.ts';
import { drawBatch, makeBatch, otherOf } from './batch.ts';
import { inputSizePx, viewsPerSource } from './batch-size.ts';
import { drawOther } from './other.ts';
import { taskViews } from './tasks.ts';

const SIZE = 64;
const random = createRandom(0, 'images');
const images: RgbImage[] = Array.from({ length: 7 }, () =>
  createImage(
    SIZE,
    SIZE,
    Uint8Array.from({ length: SIZE * SIZE * 3 }, () => random.int(0, 255)),
  ),
);

function config(task: Task, mode: 'image' | 'patch' = 'patch', seed = 3): Config {
  const { quick } = PRESETS;
  return {
    ...quick,
    seed,
    data: { ...quick.data, imageSizePx: SIZE },
    augment: { ...quick.augment, task },
    model: { ...quick.model, mode, cropSizePx: 32 },
    training: { ...quick.training, sourcesPerStep: 5 },
  };
}
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
const tasks = fc.constantFrom(...TASKS);
const modes = fc.constantFrom('image' as const, 'patch' as const);
const steps = fc.integer({ min: 0, max: 70_000 });

describe('makeBatch', () => {
  it('is a pure function of configuration, images and step, whatever was made before', () => {
    fc.assert(
      fc.property(tasks, modes, steps, steps, (task, mode, step, other) => {
        const c = config(task, mode);
        const first = makeBatch({ images, config: c, step });
        makeBatch({ images, config: c, step: other });
        const again = makeBatch({ images, config: structuredClone(c), step });
        expect(same(again.pixels, first.pixels)).toBe(true);
        expect(again.draws).toEqual(first.draws);
        expect(again.labels).toEqual(first.labels);
      }),
      { numRuns: 20 },
    );
  });

  it('changes with seed and with step', () => {
    const pixels = (seed: number, step: number) =>
      makeBatch({ images, config: config('3way', 'patch', seed), step }).pixels;
    expect(pixels(1, 0)).not.toEqual(pixels(2, 0));
    expect(pixels(1, 0)).not.toEqual(pixels(1, 1));
  });

  it('holds all views of class 0, then of class 1, and so on', () => {
    for (const task of TASKS) {
      const c = config(task);
      const { labels, draws, size, pixels } = makeBatch({ images, config: c, step: 2 });
      const classes = taskViews(task);
      expect(classes.length).toBe(viewsPerSource(c));
      expect([...labels]).toEqual(classes.flatMap((_, label) => Array<number>(5).fill(label)));
      expect(size).toBe(inputSizePx(c.model, SIZE));
      expect(pixels.length).toBe(labels.length * size * size * 3);
      draws.forEach((draw, i) => {
        expect(draw.label).toBe(labels[i]);
        expect(classes[draw.label].kinds).toContain(draw.view.kind);
      });
    }
  });

  it('shares crop and global draw between the views of a source, and the views are made from those pixels', () => {
    fc.assert(
      fc.property(tasks, modes, steps, (task, mode, step) => {
        const { draws, pixels, size } = makeBatch({ images, config: config(task, mode), step });
        const bytes = size * size * 3;
        draws.forEach((draw, i) => {
          const source = draws[i % 5];
          expect(draw.imageIndex).toBe(source.imageIndex);
          expect(draw.crop).toBe(source.crop);
          expect(draw.global).toBe(source.global);
          const shared = applyGlobal(images[draw.imageIndex], draw.global, draw.crop);
          const view = applyView(shared, draw.view, undefined, otherOf(images, draw)).data;
          expect(same(pixels.subarray(i * bytes, (i + 1) * bytes), view)).toBe(true);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('crops first: without global augmentation the normal view is a crop, and no paste reads outside it', () => {
    const c = config('cutpaste');
    const none = { brightness: 0, contrast: 0, saturation: 0, hue: 0 };
    const still: Config = {
      ...c,
      augment: { ...c.augment, patchJitter: none, global: { shiftFraction: 0, jitter: none } },
    };
    const { draws, pixels } = makeBatch({ images, config: still, step: 1 });
    const bytes = 32 * 32 * 3;
    draws.slice(0, 5).forEach((draw, i) => {
      const crop = cropImage(images[draw.imageIndex], draw.crop);
      expect(pixels.subarray(i * bytes, (i + 1) * bytes)).toEqual(crop.data);
      const pasted = applyView(crop, draws[5 + i].view);
      expect(pixels.subarray((5 + i) * bytes, (6 + i) * bytes)).toEqual(pasted.data);
    });
  });

  it('the second image is another one wherever there is one, at the same place or anywhere', () => {
    const crop = { x: 3, y: 9, width: 32, height: 32 };
    const seen = new Set<number>();
    for (let i = 0; i < 200; i++) {
      const random = createRandom(i);
      const imageIndex = i % 4;
      const anywhere = drawOther('anywhere', { imageIndex, crop }, 4, 48, random);
      expect(anywhere.imageIndex).not.toBe(imageIndex);
      expect(anywhere.crop.x).toBeGreaterThanOrEqual(0);
      expect(anywhere.crop.x + 32).toBeLessThanOrEqual(48);
      seen.add(4 * imageIndex + anywhere.imageIndex);
      expect(drawOther('aligned', { imageIndex, crop }, 4, 48, random).crop).toEqual(crop);
      expect(drawOther('aligned', { imageIndex: 0, crop }, 1, 48, random).imageIndex).toBe(0);
    }
    expect(seen.size).toBe(12);
  });

  it('reads every image once per epoch', () => {
    const c = config('cutpaste');
    const seen = Array.from({ length: 7 }, (_, step) =>
      drawBatch(7, SIZE, c, step)
        .slice(0, 5)
        .map((draw) => draw.imageIndex),
    ).flat();
    for (let epoch = 0; epoch < 5; epoch++)
      expect(seen.slice(epoch * 7, epoch * 7 + 7).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(drawBatch(1, SIZE, c, 0).every((draw) => draw.imageIndex === 0)).toBe(true);
  });

  it('union takes CutPaste and Scar equally often for its second class', () => {
    const c = config('union');
    const kinds = Array.from({ length: 400 }, (_, step) =>
      drawBatch(7, SIZE, c, step)
        .slice(5)
        .map((draw) => draw.view.kind),
    ).flat();
    const scars = kinds.filter((kind) => kind === 'scar').length;
    expect(kinds.length).toBe(2000);
    expect(kinds.every((kind) => kind === 'scar' || kind === 'cutpaste')).toBe(true);
    expect(Math.abs(scars - 1000)).toBeLessThan(3.3 * Math.sqrt(500));
  });

  it('reads images in shared memory', () => {
    const shared = images.map(({ data }) => {
      const bytes = new Uint8Array(new SharedArrayBuffer(data.length));
      bytes.set(data);
      return createImage(SIZE, SIZE, bytes);
    });
    const c = config('3way');
    expect(makeBatch({ images: shared, config: c, step: 4 })).toEqual(
      makeBatch({ images, config: c, step: 4 }),
    );
  });

  it('says what is wrong', () => {
    expect(() => makeBatch({ images: [], config: config('3way'), step: 0 })).toThrow(/no normal training/);
    expect(() =>
      makeBatch({ images: [...images, createImage(8, 8)], config: config('3way'), step: 0 }),
    ).toThrow(/8 x 8/);
  });

  it('never crops more than there is', () => {
    const c = config('3way');
    expect(inputSizePx({ ...c.model, cropSizePx: 256 }, SIZE)).toBe(SIZE);
    expect(inputSizePx({ ...c.model, mode: 'image' }, SIZE)).toBe(SIZE);
  });
});
