import { describe, expect, it } from 'vitest';
import { roundRange, roundTicks, roundTop } from './ticks.ts';

describe('ticks', () => {
  it('are round numbers from 0', () => {
    expect(roundTicks(1)).toEqual([0, 0.5, 1]);
    expect(roundTop(0.83)).toBe(1);
  });

  it('show a change where values lie far from 0, and hold all of them', () => {
    expect(roundRange(1.04, 1.16, 4)).toEqual([1, 1.05, 1.1, 1.15, 1.2]);
    for (const [low, high] of [
      [0.62, 1.11],
      [39.7, 40.3],
      [-3, 5],
      [0.31, 0.3100001],
    ]) {
      const ticks = roundRange(low, high, 4);
      expect(ticks[0]).toBeLessThanOrEqual(low + 1e-9);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(high - 1e-9);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }
  });

  it('begin at 0 where the values reach near it, and are an axis also for one value', () => {
    expect(roundRange(0.02, 1.1, 4)[0]).toBe(0);
    expect(roundRange(2, 2, 4)[0]).toBe(0);
    expect(roundRange(0, 0)).toEqual([0, 1]);
  });
});
