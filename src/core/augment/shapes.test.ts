import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import type { AugmentConfig } from '../config/schema.ts';
import { filledImage } from '../image/rgb.ts';
import { createRandom } from '../random/random.ts';
import { applyView } from './apply.ts';
import { drawView } from './draw.ts';
import { fillShape, shapeMask } from './shapes.ts';
import type { ShapeDraw } from './kinds/shape.ts';

const SIZE = { width: 80, height: 80 };
const share = (alpha: Uint8Array) => alpha.filter((value) => value === 255).length / alpha.length;
const mask = (shape: ShapeDraw['shape'], digit = 0) => shapeMask({ shape, digit }, SIZE);
const config = (shape: AugmentConfig['shape']): AugmentConfig => ({ ...PRESETS.paper.augment, shape });
const draw = (shape: AugmentConfig['shape'], seed: number) =>
  drawView('shape', config(shape), 256, 256, createRandom(seed)) as ShapeDraw;

describe('outlines', () => {
  it('have the area of their figures', () => {
    expect(share(mask('square'))).toBe(1);
    expect(share(mask('ellipse'))).toBeCloseTo(Math.PI / 4, 2);
    // Of the heart by numpy on a grid of 4000 x 4000 places.
    expect(share(mask('heart'))).toBeCloseTo(0.717, 2);
  });

  it('are symmetric, and reach every side of the box', () => {
    for (const shape of ['square', 'ellipse', 'heart'] as const) {
      const alpha = mask(shape);
      const at = (x: number, y: number) => alpha[y * SIZE.width + x];
      for (let y = 0; y < 80; y++) for (let x = 0; x < 40; x++) expect(at(x, y)).toBe(at(79 - x, y));
      const row = (y: number) => alpha.subarray(80 * y, 80 * (y + 1)).includes(255);
      expect([row(2), row(77)]).toEqual([true, true]);
      expect([2, 77].every((x) => Array.from({ length: 80 }, (_, y) => at(x, y)).includes(255))).toBe(true);
    }
  });

  it('are ten different digits of ink inside the box', () => {
    const digits = Array.from({ length: 10 }, (_, digit) => mask('digit', digit));
    for (const [i, one] of digits.entries()) {
      expect(share(one)).toBeGreaterThan(0.15);
      expect(share(one)).toBeLessThan(0.55);
      for (const other of digits.slice(i + 1)) {
        const differing = one.filter((value, k) => value !== other[k]).length;
        expect(differing / one.length).toBeGreaterThan(0.05);
      }
    }
    // A 9 is a 6 upside down.
    expect([...digits[9]].reverse()).toEqual([...digits[6]]);
  });

  it('leave no view as it was, however small', () => {
    for (let digit = 0; digit < 10; digit++)
      expect(shapeMask({ shape: 'digit', digit }, { width: 1, height: 2 })).toContain(255);
  });
});

describe('draws', () => {
  it('follow from the seed, cover all digits and textures, and have the area of a CutPaste patch', () => {
    const many = Array.from({ length: 400 }, (_, seed) => draw({ kind: 'digit', fill: 'texture' }, seed));
    expect(draw({ kind: 'digit', fill: 'texture' }, 7)).toEqual(many[7]);
    expect(new Set(many.map(({ digit }) => digit)).size).toBe(10);
    expect(new Set(many.map(({ fill }) => ('texture' in fill ? fill.texture.pattern : ''))).size).toBe(3);
    for (const { box } of many) {
      const area = (box.width * box.height) / 256 ** 2;
      expect(area).toBeGreaterThan(0.018);
      expect(area).toBeLessThan(0.155);
    }
  });

  it('are filled with their colour', () => {
    const drawn = draw({ kind: 'heart', fill: 'colour' }, 3);
    if (!('colour' in drawn.fill)) throw new Error('fill');
    const { colour } = drawn.fill;
    const { data } = applyView(filledImage(256, 256, [1, 2, 3]), drawn);
    const { box } = drawn;
    const i = 3 * ((box.y + (box.height >> 1)) * 256 + box.x + (box.width >> 1));
    expect([...data.subarray(i, i + 3)]).toEqual([...colour]);
  });

  it('have textures with grain: neighbours are alike, the whole is not', () => {
    for (let seed = 0; seed < 30; seed++) {
      const { fill } = draw({ kind: 'square', fill: 'texture' }, seed);
      const { data } = fillShape(fill, SIZE);
      const green = data.filter((_, i) => i % 3 === 1);
      const mean = green.reduce((sum, value) => sum + value, 0) / green.length;
      const spread = Math.sqrt(green.reduce((sum, value) => sum + (value - mean) ** 2, 0) / green.length);
      const step =
        green.reduce((sum, value, i) => sum + (i % 80 ? Math.abs(value - green[i - 1]) : 0), 0) /
        green.length;
      expect(spread).toBeGreaterThan(4);
      expect(step).toBeLessThan(spread);
    }
  });
});
