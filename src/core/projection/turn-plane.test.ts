import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { ELLIPSE_RADII, ellipseOf, turned, turnTo } from './turn-plane.ts';

const random = createRandom(3, 'turn');
const before = Float32Array.from({ length: 40 }, (_, i) => random.normal() * (i % 2 ? 1 : 4) + 2);

describe('a map turned to the one before', () => {
  it.each([
    ['turned', [Math.cos(2), -Math.sin(2), Math.sin(2), Math.cos(2)]],
    ['flipped', [-1, 0, 0, 1]],
    ['swapped', [0, 1, 1, 0]],
    ['turned and flipped', [Math.cos(1), Math.sin(1), Math.sin(1), -Math.cos(1)]],
  ] as const)('lies as that one, where it was %s', (_, turn) => {
    const other = turned(before, turn).map((value) => value + 9);
    const back = turned(other, turnTo(other, before));
    const shift = [back[0] - before[0], back[1] - before[1]];
    back.forEach((value, i) => expect(value - before[i]).toBeCloseTo(shift[i % 2], 4));
  });

  it('stays where nothing says how', () => {
    expect(turnTo(new Float32Array(4), before)).toEqual([1, 0, 0, 1]);
  });
});

describe('the ellipse of points', () => {
  it('has the axes of their covariance', () => {
    // Variances 8 / 3 along (1, 1) and 2 / 3 across it, about (5, 7).
    const half = Math.SQRT1_2;
    const plane = Float32Array.from([
      ...[5 + 2 * half, 7 + 2 * half, 5 - 2 * half, 7 - 2 * half],
      ...[5 + half, 7 - half, 5 - half, 7 + half],
    ]);
    const ellipse = ellipseOf(plane, [0, 1, 2, 3])!;
    expect(ellipse.x).toBeCloseTo(5, 5);
    expect(ellipse.y).toBeCloseTo(7, 5);
    expect(ellipse.long ** 2).toBeCloseTo(8 / 3, 5);
    expect(ellipse.short ** 2).toBeCloseTo(2 / 3, 5);
    expect(ellipse.angle).toBeCloseTo(Math.PI / 4, 5);
  });

  it('is none of two points, nor of one place', () => {
    expect(ellipseOf(before, [0, 1])).toBeNull();
    expect(ellipseOf(new Float32Array(8), [0, 1, 2, 3])).toBeNull();
  });

  it('holds the shares of the chi-square law with two degrees of freedom', () => {
    expect(ELLIPSE_RADII.map((radius) => radius ** 2)).toEqual(
      [1.386, 5.991, 9.21].map((q) => expect.closeTo(q, 3)),
    );
  });
});
