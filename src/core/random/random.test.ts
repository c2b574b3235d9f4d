import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const take = (n: number, draw: () => number) => Array.from({ length: n }, draw);

describe('createRandom', () => {
  it('gives the same sequence for the same key', () => {
    const a = createRandom(7, 'batch', 3);
    const b = createRandom(7, 'batch', 3);
    expect(take(50, a.float)).toEqual(take(50, b.float));
  });

  it('gives unrelated sequences for keys that differ in one place', () => {
    const keys = [
      createRandom(7),
      createRandom(8),
      createRandom(7, 'a'),
      createRandom(7, 'a', 1),
      createRandom(7, 'a', '1'),
      createRandom(7, 'a', 2),
      createRandom(7, 'ab', 'c'),
      createRandom(7, 'a', 'bc'),
    ];
    const sequences = keys.map((random) => take(2000, random.float));
    for (let i = 0; i < sequences.length; i++) {
      for (let j = 0; j < i; j++) {
        let sum = 0;
        for (let k = 0; k < 2000; k++) sum += (sequences[i][k] - 0.5) * (sequences[j][k] - 0.5) * 12;
        expect(Math.abs(sum / 2000)).toBeLessThan(0.1);
      }
    }
  });

  it('is uniform over first draws of consecutive steps', () => {
    const bins = new Array<number>(16).fill(0);
    for (let step = 0; step < 16_000; step++) bins[Math.floor(createRandom(0, 'batch', step).float() * 16)]++;
    const chiSquare = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(37.7); // 99.9 % quantile, 15 degrees of freedom
  });

  it('keeps limits: int includes both ends, uniform stays inside', () => {
    const random = createRandom(1);
    const ints = take(500, () => random.int(-2, 2));
    expect([...new Set(ints)].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
    for (const value of take(500, () => random.uniform(3, 4))) {
      expect(value).toBeGreaterThanOrEqual(3);
      expect(value).toBeLessThan(4);
    }
  });

  it('normal has mean 0 and variance 1', () => {
    const random = createRandom(2, 'normal');
    const values = take(20_000, random.normal);
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  it('shuffle permutes a copy, each order equally often', () => {
    const random = createRandom(3);
    const items = [0, 1, 2];
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const key = random.shuffle(items).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(items).toEqual([0, 1, 2]);
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
