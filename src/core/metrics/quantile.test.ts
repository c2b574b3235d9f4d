import { describe, expect, it } from 'vitest';
import { quantile, quantileTable, shareBelow } from './quantile.ts';

describe('quantileTable', () => {
  const values = Float64Array.from({ length: 5001 }, (_, i) => ((i * 37) % 5001) / 10);
  const table = quantileTable(values);

  it('holds the quantiles in steps of a thousandth', () => {
    expect(table).toHaveLength(1001);
    for (const k of [0, 1, 500, 950, 1000]) expect(table[k]).toBeCloseTo(quantile(values, k / 1000), 3);
  });

  it('gives back the share of values at or under a score', () => {
    for (const score of [-1, 0, 123.45, 250, 499.9, 500, 501]) {
      const exact = values.filter((value) => value <= score).length / values.length;
      expect(Math.abs((shareBelow(table, score) as number) - exact)).toBeLessThan(1.5e-3);
    }
  });

  it('counts ties as at or under, and knows nothing of no values', () => {
    expect(shareBelow(quantileTable([2, 2, 2, 2, 5]), 2)).toBeGreaterThan(0.74);
    expect(shareBelow(quantileTable([2, 2]), 1.9)).toBe(0);
    expect(shareBelow(quantileTable([]), 1)).toBeNull();
  });
});

it('is no number where one of the values is none', () => {
  const values = [0, 1, NaN, 3, 4, 5, 6, 7, 8, 9];
  expect(quantile(values, 0.5)).toBeNaN();
  expect([...quantileTable(values)].every(Number.isNaN)).toBe(true);
  expect(shareBelow(quantileTable([0, 1, 2]), NaN)).toBeNull();
});
