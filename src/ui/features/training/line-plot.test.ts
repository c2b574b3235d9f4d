import { describe, expect, it } from 'vitest';
import { nearest } from './line-plot.tsx';
import { roundTicks, roundTop } from '../../ticks.ts';

describe('roundTicks', () => {
  it('gives few round numbers from 0 to at most the top', () => {
    expect(roundTicks(400)).toEqual([0, 100, 200, 300, 400]);
    expect(roundTicks(1, 4)).toEqual([0, 0.5, 1]);
    expect(roundTicks(65_536)).toEqual([0, 20_000, 40_000, 60_000]);
    expect(roundTicks(0.03, 4)).toEqual([0, 0.01, 0.02, 0.03]);
    expect(roundTicks(0)).toEqual([0]);
    for (let top = 0.001; top < 1e6; top *= 1.7) {
      const ticks = roundTicks(top);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks[ticks.length - 1]).toBeLessThanOrEqual(top);
    }
  });
});

describe('roundTop', () => {
  it('holds the highest value', () => {
    expect(roundTop(1.17, 4)).toBe(1.5);
    expect(roundTop(400)).toBe(400);
    expect(roundTop(0)).toBe(1);
    for (let top = 0.001; top < 1e6; top *= 1.7) expect(roundTop(top)).toBeGreaterThanOrEqual(top);
  });
});

describe('nearest', () => {
  const points = [1, 4, 9].map((x) => ({ x, y: x }));
  it('finds the closest point of a sorted line', () => {
    expect(nearest(points, -5)?.x).toBe(1);
    expect(nearest(points, 6)?.x).toBe(4);
    expect(nearest(points, 100)?.x).toBe(9);
    expect(nearest([], 1)).toBeNull();
  });
});
