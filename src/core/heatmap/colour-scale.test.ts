import { describe, expect, it } from 'vitest';
import { aroundThreshold, fractionOf } from './colour-scale.ts';

describe('the scale of a map', () => {
  it('has the threshold in its middle, and tells scores apart that a linear scale makes one colour', () => {
    const scale = aroundThreshold(1, 88_577, 108);
    expect(fractionOf(scale, 1)).toBe(0);
    expect(fractionOf(scale, 108)).toBe(0.5);
    expect(fractionOf(scale, 88_577)).toBe(1);
    expect(fractionOf(scale, 1000) - fractionOf(scale, 54)).toBeGreaterThan(0.3);
    const scores = [-5, 1, 50, 107, 108, 109, 500, 9000, 88_577, 1e6];
    const fractions = scores.map((score) => fractionOf(scale, score));
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it('is linear where the threshold lies outside or no logarithm exists', () => {
    for (const scale of [
      aroundThreshold(0, 10, 20),
      aroundThreshold(-10, -1, -5),
      aroundThreshold(3, 9, 2),
    ]) {
      expect(scale.centre).toBeNull();
      expect(fractionOf(scale, (scale.low + scale.high) / 2)).toBeCloseTo(0.5, 12);
    }
    expect(fractionOf(aroundThreshold(4, 4, 4), 4)).toBe(0);
  });
});
