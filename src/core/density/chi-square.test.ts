import { describe, expect, it } from 'vitest';
import { chiSquareQuantile, gammaP, logGamma } from './chi-square.ts';
import fixture from './fixtures/density.json' with { type: 'json' };

describe('chiSquareQuantile', () => {
  it.each(fixture.chiSquare as [number, number, number][])(
    'p %f, %i degrees: as SciPy',
    (p, dof, expected) => {
      expect(Math.abs(chiSquareQuantile(p, dof) - expected) / expected).toBeLessThan(1e-9);
    },
  );

  it('inverts the distribution function and has its limits', () => {
    for (const p of [0.001, 0.3, 0.9, 0.9999])
      expect(gammaP(20, chiSquareQuantile(p, 40) / 2)).toBeCloseTo(p, 12);
    expect(chiSquareQuantile(0, 5)).toBe(0);
    expect(chiSquareQuantile(1, 5)).toBe(Infinity);
  });

  it('rests on the gamma function', () => {
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 13);
  });
});
