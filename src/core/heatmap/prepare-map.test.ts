import { describe, expect, it } from 'vitest';
import { outlinePath } from './outline-path.ts';
import { overlapWith, prepareMap } from './prepare-map.ts';
import { upsampleMap } from './upsample-map.ts';

const scores = new Float32Array(64);
scores[3 * 8 + 4] = 10;
const grid = { rows: 8, columns: 8, stridePx: 8, offsetPx: 3.5, scores };
const request = { grid, kind: 'patch', sizePx: 64, sigmaPx: 16, threshold: 2 } as const;

describe('prepareMap', () => {
  it('gives the map of the engine, its range and its outline', () => {
    const { values, low, high, outline, overlap } = prepareMap({ ...request, mask: null });
    expect(values).toEqual(upsampleMap(grid, 'patch', 64, 16));
    expect([low, high]).toEqual([Math.min(...values), Math.max(...values)]);
    expect(outline).toBe(outlinePath(values, 64, 64, 2));
    expect(outline).toMatch(/^M[\d.]+ [\d.]+L/);
    expect(overlap).toBeNull();
  });

  it('meets a mask that is the map at its threshold', () => {
    const { values } = prepareMap({ ...request, mask: null });
    const mask = Uint8Array.from(values, (value) => (value >= 2 ? 1 : 0));
    expect(prepareMap({ ...request, mask }).overlap).toEqual({ iou: 1, auroc: 1 });
    expect(prepareMap({ ...request, threshold: 99, mask }).outline).toBe('');
  });
});

describe('overlapWith', () => {
  it('counts pixels at or above the threshold', () => {
    const values = Float32Array.of(3, 2, 1, 0);
    expect(overlapWith(values, Uint8Array.of(1, 0, 1, 0), 2, 2)).toEqual({ iou: 1 / 3, auroc: 0.75 });
    expect(overlapWith(values, new Uint8Array(4), 2, 2)).toBeNull();
    expect(overlapWith(values, new Uint8Array(4).fill(1), 2, 2)).toEqual({ iou: 0.5, auroc: null });
  });
});

describe('outlinePath', () => {
  it('closes one ring around a pixel, through the middle to its neighbours', () => {
    const map = new Uint8Array(9);
    map[4] = 1;
    const path = outlinePath(map, 3, 3, 0.5);
    expect(path.split('M')).toHaveLength(2);
    expect(path.slice(1, -1).split('L').sort()).toEqual(['1.0 1.5', '1.5 1.0', '1.5 2.0', '2.0 1.5']);
  });
});
