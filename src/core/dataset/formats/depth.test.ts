import { describe, expect, it } from 'vitest';
import { deepPngDepth, deepPngToRgb } from './deep-png.ts';
import { scaleOf, scalesOf } from './depth.ts';

describe('scaleOf', () => {
  it.each([
    [1000, 1023],
    [4090, 4095],
    [3000, 4095],
    [4200, 4200],
    [12_000, 16_383],
    [17_000, 17_000],
    [60_000, 65_535],
    [200, 255],
    [300, 300],
  ])('%i of a set becomes white at %i', (most, scale) => {
    expect(scaleOf({ kind: 'integer', most })).toBe(scale);
  });

  it.each([
    [0.7, 1],
    [200, 255],
    [3000, 65_535],
  ])('floating point %f at %f', (most, scale) => {
    expect(scaleOf({ kind: 'float', most })).toBe(scale);
  });

  it('is one for all files of a kind', () => {
    const depths = [3000, 4200, 900].map((most) => ({ kind: 'integer' as const, most }));
    expect(scalesOf([...depths, { kind: 'float', most: 1 }])).toEqual({ integer: 4200, float: 1 });
    expect(scalesOf([])).toEqual({});
  });
});

describe('16-bit PNG', () => {
  it('is scaled by its set and laid over black', () => {
    const grey = { width: 2, height: 1, channels: 1, data: Uint16Array.of(0, 2048) };
    expect(Array.from(deepPngToRgb(grey, { integer: 4096 }).data)).toEqual([0, 0, 0, 128, 128, 128]);
    const clear = { width: 1, height: 1, channels: 4, data: Uint16Array.of(4095, 2000, 0, 32_768) };
    expect(deepPngDepth(clear)).toEqual({ kind: 'integer', most: 4095 });
    expect(Array.from(deepPngToRgb(clear).data)).toEqual([128, 62, 0]);
  });
});
