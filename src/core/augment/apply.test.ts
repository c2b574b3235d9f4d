/** Properties of every view, for any size, parameters and seed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import type { AugmentConfig } from '../config/schema.ts';
import { NO_JITTER } from '../image/colour-jitter.ts';
import { createImage, filledImage } from '../image/rgb.ts';
import type { Rect, RgbImage } from '../image/types.ts';
import { createRandom } from '../random/random.ts';
import { applyGlobal, applyView, traceView } from './apply.ts';
import { drawGlobal, drawView } from './draw.ts';
import { rotatedSize, rotatePatch } from './rotate.ts';
import { boxesOf } from './edit.ts';
import { VIEW_KINDS } from './registry.ts';

function noise(width: number, height: number, seed: number): RgbImage {
  const random = createRandom(seed, 'noise');
  return createImage(
    width,
    height,
    Uint8Array.from({ length: width * height * 3 }, () => random.int(0, 255)),
  );
}

/** Typed arrays byte by byte; `toEqual` takes them apart element by element. */
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
const seeds = fc.integer({ min: 0, max: 1e6 });
const sides = fc.integer({ min: 16, max: 80 });
const augments = fc.record({
  areaMin: fc.double({ min: 0.001, max: 0.9, noNaN: true }),
  areaMax: fc.double({ min: 0.001, max: 0.9, noNaN: true }),
  aspectMax: fc.double({ min: 1, max: 20, noNaN: true }),
  aspectLaw: fc.constantFrom('log-uniform' as const, 'coin-flip' as const),
  width: fc.integer({ min: 1, max: 64 }),
  length: fc.integer({ min: 1, max: 128 }),
  rotation: fc.integer({ min: 0, max: 180 }),
  count: fc.integer({ min: 1, max: 20 }),
  shape: fc.constantFrom('digit' as const, 'square' as const, 'ellipse' as const, 'heart' as const),
  fill: fc.constantFrom('colour' as const, 'texture' as const),
});
type Drawn = typeof augments extends fc.Arbitrary<infer T> ? T : never;
const { paper } = PRESETS;
const toConfig = (a: Drawn): AugmentConfig => ({
  ...paper.augment,
  cutpaste: {
    areaMin: a.areaMin,
    areaMax: a.areaMax,
    aspectMin: 1 / a.aspectMax,
    aspectMax: a.aspectMax,
    aspectLaw: a.aspectLaw,
  },
  scar: { ...paper.augment.scar, widthMaxPx: a.width, lengthMaxPx: a.length, rotationMaxDeg: a.rotation },
  confetti: { count: a.count },
  shape: { kind: a.shape, fill: a.fill },
});

const inside = (r: Rect, width: number, height: number) =>
  [r.x, r.y, r.width, r.height].every(Number.isInteger) &&
  r.x >= 0 &&
  r.y >= 0 &&
  r.width >= 1 &&
  r.height >= 1 &&
  r.x + r.width <= width &&
  r.y + r.height <= height;

describe.each(VIEW_KINDS.filter((kind) => !kind.startsWith('rotation')))('%s', (kind) => {
  it('lies inside and leaves every other pixel, and its input, alone', () => {
    fc.assert(
      fc.property(augments, sides, sides, seeds, (a, width, height, seed) => {
        const image = noise(width, height, seed);
        const before = image.data.slice();
        const draw = drawView(kind, toConfig(a), width, height, createRandom(seed), 1);
        const { cut, paste, pieces } = boxesOf(draw);
        for (const rect of [cut, paste, ...(pieces ?? [])])
          if (rect) expect(inside(rect, width, height)).toBe(true);
        const other = { image: noise(width, height, seed + 1), jitter: NO_JITTER };
        const { result, mask } = traceView(image, draw, undefined, other);
        expect(same(image.data, before)).toBe(true);
        const touched = mask() ?? new Uint8Array(width * height);
        let changedOutside = 0;
        for (let i = 0; i < touched.length; i++)
          if (touched[i] === 0 && [0, 1, 2].some((c) => result.data[3 * i + c] !== before[3 * i + c]))
            changedOutside++;
        expect(changedOutside).toBe(0);
        const areas = paste ? [paste] : (pieces ?? []);
        const outside = touched.some((value, i) => {
          const [x, y] = [i % width, Math.floor(i / width)];
          const within = (r: Rect) => x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height;
          return value > 0 && areas.length > 0 && !areas.some(within);
        });
        expect(outside).toBe(false);
        if (kind !== 'normal') expect(touched.some((value) => value > 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('CutPaste', () => {
  it('with jitter 0 pastes exactly the pixels it cut', () => {
    fc.assert(
      fc.property(augments, sides, seeds, (a, side, seed) => {
        const image = noise(side, side, seed);
        const draw = drawView('cutpaste', toConfig(a), side, side, createRandom(seed));
        if (draw.kind !== 'cutpaste') throw new Error('kind');
        const { source, destination } = draw;
        const { data } = applyView(image, { ...draw, jitter: NO_JITTER });
        for (let y = 0; y < source.height; y++) {
          const from = ((source.y + y) * side + source.x) * 3;
          const to = ((destination.y + y) * side + destination.x) * 3;
          const bytes = source.width * 3;
          expect(same(data.subarray(to, to + bytes), image.data.subarray(from, from + bytes))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('with jitter 0 at the same place is the identity; so is a scar that is not rotated', () => {
    fc.assert(
      fc.property(augments, sides, seeds, (a, side, seed) => {
        const image = noise(side, side, seed);
        const config = { ...toConfig(a), scar: { ...toConfig(a).scar, rotationMaxDeg: 0 } };
        for (const kind of ['cutpaste', 'scar'] as const) {
          const draw = drawView(kind, config, side, side, createRandom(seed));
          if (draw.kind !== 'cutpaste' && draw.kind !== 'scar') throw new Error('kind');
          const back = { ...draw, jitter: NO_JITTER, destination: { x: draw.source.x, y: draw.source.y } };
          expect(same(applyView(image, back).data, image.data)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('rotated scar', () => {
  const box = fc.record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 60 }),
  });
  const angle = fc.double({ min: -180, max: 180, noNaN: true });

  it('is never clipped: a larger canvas shows not one pixel more', () => {
    fc.assert(
      fc.property(box, angle, (size, rotationDeg) => {
        const patch = filledImage(size.width, size.height, [1, 2, 3]);
        const tight = rotatedSize(size, rotationDeg);
        const count = (alpha: Uint8Array) => alpha.reduce((n, a) => n + (a === 255 ? 1 : 0), 0);
        const shown = count(rotatePatch(patch, rotationDeg).alpha);
        const wide = rotatePatch(patch, rotationDeg, { width: tight.width + 4, height: tight.height + 4 });
        expect(shown).toBe(count(wide.alpha));
        // Its area is the box's, up to the pixels on the outline.
        expect(Math.abs(shown - size.width * size.height)).toBeLessThanOrEqual(
          2 * (size.width + size.height) + 4,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('pastes every opaque pixel and no other', () => {
    fc.assert(
      fc.property(augments, sides, seeds, (a, side, seed) => {
        const image = filledImage(side, side, [0, 0, 0]);
        const draw = drawView('scar-colour', toConfig(a), side, side, createRandom(seed), 1);
        if (draw.kind !== 'scar-colour') throw new Error('kind');
        const trace = traceView(image, { ...draw, colour: [255, 255, 255] });
        const { alpha } = trace.steps().find(({ name }) => name === 'rotated') ?? {};
        const opaque = alpha?.filter((value) => value === 255).length;
        expect(
          same(
            trace.mask() ?? new Uint8Array(),
            trace.result.data.filter((_, i) => i % 3 === 0),
          ),
        ).toBe(true);
        expect(trace.result.data.filter((v) => v === 255).length).toBe(3 * (opaque ?? 0));
      }),
      { numRuns: 60 },
    );
  });

  it('quarter turns are exact', () => {
    const patch = noise(3, 7, 1);
    expect(rotatedSize(patch, 90)).toEqual({ width: 7, height: 3 });
    expect(rotatePatch(patch, 90).image).toEqual(applyView(patch, { kind: 'rotation-90' }));
    expect(rotatePatch(patch, -90).image).toEqual(applyView(patch, { kind: 'rotation-270' }));
    expect(rotatePatch(patch, 180).image).toEqual(applyView(patch, { kind: 'rotation-180' }));
  });
});

describe('baselines', () => {
  it('cutout fills with grey, with the mean of the view, or with the colour drawn', () => {
    const image = noise(20, 20, 3);
    const random = createRandom(4);
    const colourAt = (kind: 'cutout-grey' | 'cutout-mean' | 'cutout-colour') => {
      const draw = drawView(kind, paper.augment, 20, 20, random);
      if (draw.kind !== kind) throw new Error('kind');
      const { data } = applyView(image, draw);
      const i = (draw.box.y * 20 + draw.box.x) * 3;
      return { pixel: [...data.subarray(i, i + 3)], drawn: draw.colour };
    };
    expect(colourAt('cutout-grey').pixel).toEqual([128, 128, 128]);
    const channel = (c: number) =>
      Math.round(image.data.reduce((s, v, i) => (i % 3 === c ? s + v : s), 0) / 400);
    expect(colourAt('cutout-mean')).toEqual({ pixel: [channel(0), channel(1), channel(2)], drawn: null });
    const colour = colourAt('cutout-colour');
    expect(colour.pixel).toEqual(colour.drawn);
  });
});

describe('applyGlobal', () => {
  it('with strength 0 is the crop itself', () => {
    const image = noise(40, 40, 5);
    const zero = {
      shiftFraction: 0,
      jitter: { brightness: 0, contrast: 0, saturation: 0, hue: 0 },
    };
    const draw = drawGlobal(zero, 16, 16, createRandom(1));
    const crop = applyGlobal(image, draw, { x: 7, y: 9, width: 16, height: 16 });
    expect([...crop.data.subarray(0, 3)]).toEqual([
      ...image.data.subarray((9 * 40 + 7) * 3, (9 * 40 + 8) * 3),
    ]);
    expect(applyGlobal(image, draw)).toEqual(image);
  });
});
