import { describe, expect, it } from 'vitest';
import { canvasSide, outlineMask, shrinkToRgba } from './thumbnail-pixels.ts';

const image = (width: number, value: (x: number, y: number) => number) => ({
  width,
  height: width,
  data: Uint8Array.from({ length: width * width * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return value(pixel % width, Math.floor(pixel / width));
  }),
});

describe('thumbnails', () => {
  it('are means over bins that cover the image', () => {
    const out = shrinkToRgba(
      image(4, (x) => x * 10),
      2,
    );
    expect(Array.from(out.slice(0, 8))).toEqual([5, 5, 5, 255, 25, 25, 25, 255]);
    expect(
      new Set(
        shrinkToRgba(
          image(7, () => 9),
          3,
        ),
      ),
    ).toEqual(new Set([9, 255]));
  });

  it('have the device pixels of their place, but never more than the image', () => {
    expect(canvasSide(256, 64, 1)).toBe(64);
    expect(canvasSide(256, 64, 3)).toBe(128);
    expect(canvasSide(64, 64, 2)).toBe(64);
  });

  it('show the outline of a mask and leave its inside', () => {
    const rgba = new Uint8ClampedArray(5 * 5 * 4);
    outlineMask(rgba, 5, { width: 5, height: 5, data: new Uint8Array(25).fill(1) }, [255, 0, 0]);
    const red = Array.from({ length: 25 }, (_, i) => rgba[i * 4] === 255);
    expect(red.filter(Boolean)).toHaveLength(16);
    expect(red[12]).toBe(false);
  });
});
