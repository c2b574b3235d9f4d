import { describe, expect, it } from 'vitest';
import fixture from './fixtures/upsampling.json' with { type: 'json' };
import { upsampleBilinear, upsampleGaussian, upsampleGaussianInto } from './upsample.ts';

describe('upsampleGaussian', () => {
  it.each(fixture.gaussian)(
    'equals the normalised transposed convolution: $places places, stride $stride, kernel $kernel, sigma $sigma',
    ({ places, stride, kernel, sigma, side, thousandths, picks, expected }) => {
      const grid = {
        rows: places,
        columns: places,
        stridePx: stride,
        offsetPx: (kernel - 1) / 2,
        scores: Float32Array.from(thousandths, (value) => value / 1000),
      };
      const map = new Float64Array(side * side);
      upsampleGaussianInto(grid, side, sigma, map, { kernelSizePx: kernel });
      picks.forEach((y, i) =>
        picks.forEach((x, j) => {
          const reference = expected[i * picks.length + j];
          const error = Math.abs(map[y * side + x] - reference);
          expect(error).toBeLessThan(1e-9 * Math.max(Math.abs(reference), 1e-3));
        }),
      );
    },
  );

  it('would darken the corner to 0.3 % without the division', () => {
    expect(fixture.gaussian[0].cornerResponse).toBeLessThan(0.004);
  });

  it.each([
    { rows: 25, columns: 25, stridePx: 8, offsetPx: 31.5, sigma: 10 },
    { rows: 57, columns: 57, stridePx: 4, offsetPx: 15.5, sigma: 0.5 },
    { rows: 2, columns: 7, stridePx: 32, offsetPx: 15.5, sigma: 3 },
    { rows: 1, columns: 1, stridePx: 64, offsetPx: 127.5, sigma: 1 },
  ])('keeps a constant constant up to the corners: %o', ({ sigma, ...shape }) => {
    const scores = new Float32Array(shape.rows * shape.columns).fill(3.25);
    const map = upsampleGaussian({ ...shape, scores }, 256, sigma);
    expect(map.every((value) => value === 3.25)).toBe(true);
  });

  it('stays between the smallest and the largest score, and puts a peak where its place is', () => {
    const scores = new Float32Array(16 * 16);
    scores[5 * 16 + 9] = 1;
    const map = upsampleGaussian({ rows: 16, columns: 16, stridePx: 16, offsetPx: 8, scores }, 256, 8);
    let best = 0;
    for (let i = 0; i < map.length; i++) if (map[i] > map[best]) best = i;
    expect([Math.floor(best / 256), best % 256]).toEqual([8 + 5 * 16, 8 + 9 * 16]);
    expect(Math.min(...map)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...map)).toBeLessThanOrEqual(1);
  });
});

describe('upsampleBilinear', () => {
  it('equals PyTorch with half-pixel centres', () => {
    const { scores, side, stride, offset, expected } = fixture.bilinear;
    const grid = {
      rows: 5,
      columns: 5,
      stridePx: stride,
      offsetPx: offset,
      scores: Float32Array.from(scores),
    };
    const map = upsampleBilinear(grid, side);
    for (let i = 0; i < map.length; i++) expect(Math.abs(map[i] - expected[i])).toBeLessThan(1e-6);
  });
});
