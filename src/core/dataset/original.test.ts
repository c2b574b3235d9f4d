import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitGeometry, type Fit } from './fit.ts';
import { hasMorePixels, levelFor, planOriginal } from './original.ts';

const FITS: readonly Fit[] = ['stretch', 'crop', 'letterbox'];
const side = fc.integer({ min: 16, max: 9000 });

describe('the original behind a square', () => {
  it('shows the part of the file that the square shows, in the same place', () => {
    fc.assert(
      fc.property(side, side, fc.constantFrom(...FITS), (width, height, fit) => {
        const plan = planOriginal(width, height, 256, fit);
        const { source, target } = fitGeometry(width, height, 256, fit);
        expect(plan.source).toEqual(source);
        expect(plan.target.x * 256).toBeCloseTo(target.x, 9);
        expect(plan.target.y * 256).toBeCloseTo(target.y, 9);
        expect(plan.target.width * 256).toBeCloseTo(target.width, 9);
        expect(plan.target.height * 256).toBeCloseTo(target.height, 9);
        expect(plan.levels.at(-1)).toEqual({ width: source.width, height: source.height });
      }),
    );
  });

  it('has sizes that halve, down to about a thousand pixels, and none below that', () => {
    expect(planOriginal(4000, 3000, 256, 'stretch').levels).toEqual([
      { width: 1000 * 2, height: 1500 },
      { width: 4000, height: 3000 },
    ]);
    expect(planOriginal(8192, 64, 256, 'letterbox').levels.map(({ width }) => width)).toEqual([
      1024, 2048, 4096, 8192,
    ]);
    expect(planOriginal(1500, 900, 64, 'crop').levels).toEqual([{ width: 900, height: 900 }]);
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { levels } = planOriginal(width, height, 128, 'stretch');
        const pixels = levels.reduce((sum, level) => sum + level.width * level.height, 0);
        expect(pixels).toBeLessThan(1.4 * width * height + 10_000);
      }),
    );
  });

  it('is drawn from the smallest size that has enough pixels', () => {
    const { levels } = planOriginal(8000, 4000, 256, 'stretch');
    expect(levelFor(levels, 300, 300).width).toBe(2000);
    expect(levelFor(levels, 1900, 1900).width).toBe(4000);
    expect(levelFor(levels, 50_000, 50_000).width).toBe(8000);
  });

  it('is asked for only where the file holds more', () => {
    expect(hasMorePixels({ widthPx: 256, heightPx: 256 }, 256)).toBe(false);
    expect(hasMorePixels({ widthPx: 100, heightPx: 257 }, 256)).toBe(true);
  });
});
