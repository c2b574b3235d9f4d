/** Against the arrays of scripts/fixtures/views_fixtures.py; the region has the share that was asked for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import cases from './fixtures/perlin.json';
import { hashedGradient, perlinNoise, topShare } from './perlin-noise.ts';

describe('perlinNoise', () => {
  it.each(cases)('$width x $height, cells of $cellWidth x $cellHeight: equals the reference to 1e-6', (c) => {
    const gradient = (column: number, row: number) => {
      const i = 2 * (row * c.columns + column);
      return [c.gradients[i], c.gradients[i + 1]] as const;
    };
    const found = perlinNoise(c.width, c.height, c.cellWidth, c.cellHeight, gradient);
    found.forEach((value, i) => expect(Math.abs(value - c.noise[i])).toBeLessThan(1e-6));
  });

  it('is 0 at the points of the lattice and has unit gradients', () => {
    const noise = perlinNoise(33, 17, 8, 8, hashedGradient(7));
    for (let y = 0; y < 17; y += 8)
      for (let x = 0; x < 33; x += 8) expect(noise[y * 33 + x]).toBeCloseTo(0, 6);
    for (let i = 0; i < 50; i++) expect(Math.hypot(...hashedGradient(i)(i, 2 * i))).toBeCloseTo(1, 5);
  });
});

describe('topShare', () => {
  it('takes the highest values: about the share, never none, never one that is lower than one left out', () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const region = topShare(Float32Array.from(list), share);
        const taken = list.filter((_, i) => region[i] === 255);
        const left = list.filter((_, i) => region[i] === 0);
        expect(taken.length).toBeGreaterThan(0);
        // Values of one level go together; to float32 they may be equal.
        expect(Math.min(...taken)).toBeGreaterThanOrEqual(Math.max(-1, ...left) - 1e-7);
      }),
    );
    const noise = perlinNoise(64, 64, 16, 16, hashedGradient(1));
    for (const share of [0.02, 0.1, 0.15]) {
      const found = topShare(noise, share).filter((value) => value === 255).length / noise.length;
      expect(Math.abs(found - share)).toBeLessThan(0.005);
    }
  });
});
