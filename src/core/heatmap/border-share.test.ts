import { expect, it } from 'vitest';
import { borderShare } from './border-share.ts';
import { upsampleGaussian } from './upsample.ts';

it('is 1 for an even map and follows a brighter frame', () => {
  const even = new Float32Array(64 * 64).fill(3);
  expect(borderShare(even, 64, 16)).toBe(1);
  const framed = even.map((value, i) => (i < 16 * 64 ? 2 * value : value));
  // 1024 of the 3072 pixels of the frame are twice as bright.
  expect(borderShare(framed, 64, 16)).toBeCloseTo(4 / 3, 12);
});

it('is 1 for upsampled equal scores: the Gaussian does not fall off at the border', () => {
  const scores = new Float32Array(27 * 27).fill(100);
  const grid = { rows: 27, columns: 27, stridePx: 8, offsetPx: 23.5, scores };
  expect(borderShare(upsampleGaussian(grid, 256, 10), 256, 16)).toBeCloseTo(1, 6);
});
