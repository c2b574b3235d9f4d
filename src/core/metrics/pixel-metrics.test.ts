import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { connectedComponents } from './components.ts';
import fixture from './fixtures/pixels.json' with { type: 'json' };
import { groupsByType, scoresByType } from './grouped.ts';
import { pixelMetrics, type PixelInput } from './pixel-metrics.ts';
import { floatKeys, keyValue, radixSort } from './radix-sort.ts';

function inputOf(given: (typeof fixture.cases)[number]): PixelInput {
  return {
    width: given.size,
    height: given.size,
    count: given.maps.length,
    mapAt: (i) => Float32Array.from(given.maps[i].flat(), (value) => value / given.levels),
    maskAt: (i) => (i === 3 ? null : Uint8Array.from(given.masks[i].flat())),
    threshold: given.threshold,
  };
}

describe('pixelMetrics', () => {
  it.each(fixture.cases)('equals scikit-learn and SciPy with $levels levels', (given) => {
    const found = pixelMetrics(inputOf(given))!;
    const pairs = [
      [found.auroc, given.auroc],
      [found.averagePrecision, given.averagePrecision],
      [found.aupro, given.aupro],
      [found.aupro05, given.aupro05],
      [found.bestF1, given.bestF1],
      [found.iouAtThreshold, given.iou],
    ];
    for (const [actual, expected] of pairs)
      expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * Math.abs(expected));
  });

  it('is perfect for perfect maps and null without defects', () => {
    const mask = Uint8Array.from([0, 1, 1, 0]);
    const input = {
      width: 2,
      height: 2,
      count: 1,
      mapAt: () => Float32Array.from([-2, 1, 2, -1]),
      maskAt: () => mask,
      threshold: 0,
    };
    expect(pixelMetrics(input)).toEqual({
      auroc: 1,
      averagePrecision: 1,
      aupro: 1,
      aupro05: 1,
      bestF1: 1,
      bestThreshold: 1,
      iouAtThreshold: 1,
    });
    expect(pixelMetrics({ ...input, maskAt: () => null })).toBeNull();
    expect(pixelMetrics({ ...input, count: 0 })).toBeNull();
  });

  it('of images go by defect type against all normal images', () => {
    const labels = [1, 1, 1, 0];
    const types = ['hole', 'cut', 'hole', 'good'];
    expect([...groupsByType(labels, types)]).toEqual([
      ['cut', [1, 3]],
      ['hole', [0, 2, 3]],
    ]);
    expect(scoresByType([3, 1, 4, 2], labels, types)).toEqual([
      { defectType: 'cut', count: 1, auroc: 0, averagePrecision: 0.5 },
      { defectType: 'hole', count: 2, auroc: 1, averagePrecision: 1 },
    ]);
  });
});

describe('connectedComponents', () => {
  it.each(fixture.cases)('counts as scipy.ndimage.label with a full structure', (given) => {
    const counts = given.masks.map(
      (mask) => connectedComponents(Uint8Array.from(mask.flat()), given.size, given.size).count,
    );
    expect(counts).toEqual(given.components);
  });

  it('joins arms that meet later', () => {
    const mask = Uint8Array.from([1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1]);
    const { labels, count } = connectedComponents(mask, 5, 3);
    expect(count).toBe(1);
    expect([...labels]).toEqual([...mask]);
  });
});

describe('radixSort', () => {
  it('sorts floats of every sign and carries the payload', () => {
    const random = createRandom(5, 'radix-test');
    const values = Float32Array.from({ length: 5000 }, (_, i) =>
      i % 7 ? 1e3 * random.normal() : i % 2 ? 0 : -0,
    );
    values.set([Infinity, -Infinity, 3.4e38, -3.4e38, 1e-45, -1e-45]);
    const keys = new Uint32Array(values.length);
    floatKeys(values, keys, 0);
    const payload = Uint32Array.from(values.keys());
    const sorted = radixSort(keys, payload);
    const expected = Float32Array.from(values).sort();
    for (let i = 0; i < expected.length; i++) {
      expect(keyValue(sorted.keys[i]) === expected[i]).toBe(true);
      expect(values[sorted.payload[i]] === expected[i]).toBe(true);
    }
  });
});

it.each([NaN, Infinity, -Infinity])('a map with %f has no pixel figures', (bad) => {
  const mask = Uint8Array.of(0, 1, 0, 0);
  const input = { width: 2, height: 2, count: 1, maskAt: () => mask, threshold: 1 };
  expect(() => pixelMetrics({ ...input, mapAt: () => Float32Array.of(0, 1, bad, 2) })).toThrow(
    /not a number/,
  );
  const inside = Uint8Array.of(1, 1, 0, 1);
  expect(pixelMetrics({ ...input, inside, mapAt: () => Float32Array.of(0, 1, bad, 2) })).not.toBeNull();
});
