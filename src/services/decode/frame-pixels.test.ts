/** Pixels of frames with red first, and whether a picture is opaque. */
import { describe, expect, it } from 'vitest';
import { toRgba } from './frame-pixels.ts';

const numbers = (bytes: number[]): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);
const bytes = (pixels: Uint32Array): number[] => [...new Uint8Array(pixels.buffer)];

describe('toRgba', () => {
  it('swaps red and blue of a frame that has blue first', () => {
    const pixels = numbers([1, 2, 3, 255, 250, 128, 0, 255]);
    expect(toRgba(pixels, 'bgr')).toBe(true);
    expect(bytes(pixels)).toEqual([3, 2, 1, 255, 0, 128, 250, 255]);
  });

  it('leaves a frame alone that has red first', () => {
    const pixels = numbers([1, 2, 3, 255]);
    expect(toRgba(pixels, 'rgb')).toBe(true);
    expect(bytes(pixels)).toEqual([1, 2, 3, 255]);
  });

  it.each(['rgb', 'bgr'] as const)('tells one pixel that is not opaque (%s)', (order) => {
    expect(toRgba(numbers([1, 2, 3, 255, 4, 5, 6, 254, 7, 8, 9, 255]), order)).toBe(false);
  });
});
