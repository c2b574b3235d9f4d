import { describe, expect, it } from 'vitest';
import { keepMaps, type MapsOfRun } from './kept-maps.ts';

const grid = (value: number, peak = value) => ({
  rows: 4,
  columns: 4,
  stridePx: 64,
  offsetPx: 31.5,
  scores: Float32Array.from({ length: 16 }, (_, i) => (i === 5 ? peak : value)),
});

const source = (grids: readonly (ReturnType<typeof grid> | null)[], low: number): MapsOfRun => ({
  kind: 'gradcam',
  gridOf: (index) => grids[index],
  normalQuantiles: Float32Array.of(low - 1, low, low + 1),
  sigmaPx: 8,
  imagePx: 256,
});

describe('kept maps', () => {
  it('have one scale, by the logarithm, from the median of normal locations to the highest value', () => {
    const kept = keepMaps([2, 0], source([grid(10), null, grid(1), grid(5, 1e9)], 1), 8);
    expect(kept?.indices).toEqual([2, 0]);
    expect(Array.from(new Set(kept?.levels.subarray(0, 64)))).toEqual([0]);
    expect(Array.from(new Set(kept?.levels.subarray(64)))).toEqual([255]);
    const peak = keepMaps([0, 1], source([grid(10), grid(1, 100)], 1), 4);
    expect(peak?.levels[0]).toBe(128);
    // Where the location lies in the image: the second of the second row.
    expect(peak?.levels.subarray(16).indexOf(255)).toBe(5);
    expect(Math.max(...(peak?.levels ?? []))).toBe(255);
  });

  it('are linear where values are not all positive, and flat where nothing differs', () => {
    const kept = keepMaps([0, 1, 2], source([grid(-1), grid(0), grid(1)], -1), 2);
    expect([0, 4, 8].map((at) => kept?.levels[at])).toEqual([0, 128, 255]);
    expect(keepMaps([0], source([grid(3)], 3), 2)?.levels).toEqual(new Uint8Array(4));
  });

  it('leave out what is not finite and what is not there', () => {
    expect(keepMaps([0, 1], source([grid(NaN), null], 1), 4)).toBeNull();
    expect(keepMaps([0, 1], source([grid(2, Infinity), grid(2)], 1), 4)?.indices).toEqual([1]);
  });
});
