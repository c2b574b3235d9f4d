import { describe, expect, it } from 'vitest';
import { decimate } from './decimate.ts';
import { scoreHistogram } from './histogram.ts';

describe('scoreHistogram', () => {
  it('bins as numpy: half-open, the last bin closed', () => {
    const found = scoreHistogram([0, 1, 1.999, 2, 4], [0, 0, 1, 1, 1], 4);
    expect([...found.edges]).toEqual([0, 1, 2, 3, 4]);
    expect([...found.normal]).toEqual([1, 1, 0, 0]);
    expect([...found.anomalous]).toEqual([0, 1, 1, 1]);
    expect([...found.binOf]).toEqual([0, 1, 1, 2, 3]);
  });

  it('puts each score where its edges say, whatever the rounding', () => {
    const scores = Array.from({ length: 1000 }, (_, i) => 0.1 * (i % 31) + 1e-9 * i);
    const { edges, binOf } = scoreHistogram(scores, [], 30);
    scores.forEach((score, i) => {
      expect(score).toBeGreaterThanOrEqual(edges[binOf[i]]);
      if (binOf[i] < 29) expect(score).toBeLessThan(edges[binOf[i] + 1]);
    });
  });

  it('takes no, equal and out-of-range scores', () => {
    expect([...scoreHistogram([], [], 2).edges]).toEqual([0, 0.5, 1]);
    expect([...scoreHistogram([3, 3], [0, 1], 1).normal]).toEqual([1]);
    expect([...scoreHistogram([5, NaN], [0, 0], 2, [0, 1]).binOf]).toEqual([-1, -1]);
  });
});

describe('decimate', () => {
  it('keeps short curves, the ends and the peak of long ones', () => {
    const points = Array.from({ length: 10_000 }, (_, x) => ({ x, y: x === 7777 ? 50 : Math.sin(x / 900) }));
    expect(decimate(points.slice(0, 500))).toHaveLength(500);
    const kept = decimate(points, 500);
    expect(kept).toHaveLength(500);
    expect([kept[0], kept[499]]).toEqual([points[0], points[9999]]);
    expect(kept).toContain(points[7777]);
    for (let i = 1; i < kept.length; i++) expect(kept[i].x).toBeGreaterThan(kept[i - 1].x);
  });

  it('takes any length just over the limit', () => {
    for (const n of [4, 5, 501, 502, 999, 1001]) {
      const points = Array.from({ length: n }, (_, x) => ({ x, y: x % 3 }));
      const limit = n > 500 ? 500 : 3;
      expect(decimate(points, limit)).toHaveLength(limit);
    }
  });
});
