import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { createImage, filledImage } from './rgb.ts';
import { resizeArea, resizeBilinear, resizeMask } from './resize.ts';

const random = createRandom(0, 'resize');
const noise = (w: number, h: number) =>
  createImage(
    w,
    h,
    Uint8Array.from({ length: w * h * 3 }, () => random.int(0, 255)),
  );
const side = fc.integer({ min: 1, max: 40 });

describe.each([
  ['bilinear', resizeBilinear],
  ['area', resizeArea],
])('resize, %s', (_, resize) => {
  it('keeps a flat image flat at any size', () => {
    fc.assert(
      fc.property(side, side, side, side, (w, h, w2, h2) => {
        const result = resize(filledImage(w, h, [13, 200, 77]), w2, h2);
        expect(result).toEqual(filledImage(w2, h2, [13, 200, 77]));
      }),
    );
  });

  it('is the identity at the same size', () => {
    const image = noise(9, 5);
    expect(resize(image, 9, 5)).toEqual(image);
  });

  it('keeps the mean when it halves', () => {
    const image = noise(32, 32);
    const mean = (data: Uint8Array) => data.reduce((a, b) => a + b, 0) / data.length;
    expect(Math.abs(mean(resize(image, 16, 16).data) - mean(image.data))).toBeLessThan(3);
  });
});

describe('known values', () => {
  const row = (...levels: number[]) =>
    createImage(levels.length, 1, Uint8Array.from(levels.flatMap((v) => [v, v, v])));
  const red = (data: Uint8Array) => [...data].filter((_, i) => i % 3 === 0);

  it('area halves by the mean of pairs', () => {
    expect(red(resizeArea(row(0, 100, 50, 150), 2, 1).data)).toEqual([50, 100]);
  });

  it('bilinear doubles as Pillow does', () => {
    expect(red(resizeBilinear(row(0, 100, 200), 6, 1).data)).toEqual([0, 25, 75, 125, 175, 200]);
  });

  it('bilinear halves as Pillow does: weights 3 3 1 of 7 at the edge', () => {
    expect(red(resizeBilinear(row(0, 70, 140, 210), 2, 1).data)).toEqual([50, 160]);
  });

  it('a mask keeps 0 and 1', () => {
    const mask = { width: 2, height: 2, data: Uint8Array.of(0, 1, 1, 0) };
    expect([...resizeMask(mask, 4, 2).data]).toEqual([0, 0, 1, 1, 1, 1, 0, 0]);
    expect(resizeMask(resizeMask(mask, 6, 6), 2, 2)).toEqual(mask);
  });
});
