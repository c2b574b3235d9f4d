import { describe, expect, it } from 'vitest';
import { nearestRow } from './nearest-row.ts';

describe('nearestRow', () => {
  const rows = Float32Array.from([1, 0, 0, 3, -1, -1, 2, 2]);

  it('goes by direction, not by length', () => {
    const found = nearestRow(Float32Array.of(1, 1.1), rows, 4, 2);
    expect(found.row).toBe(3);
    expect(found.distance).toBeCloseTo(1 - 2.1 / Math.sqrt(2 * 2.21), 6);
    expect(nearestRow(Float32Array.of(-4, -4), rows, 4, 2)).toEqual({ row: 2, distance: 0 });
  });

  it('finds a zero as far as a right angle', () => {
    expect(nearestRow(Float32Array.of(0, 0), rows, 4, 2)).toEqual({ row: 0, distance: 1 });
  });
});
