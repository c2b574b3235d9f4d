import { describe, expect, it } from 'vitest';
import { encodeRegion } from '../region/encode.ts';
import { hottestPlace, placeWindow, seenPx, thirdOf, touches } from './place-window.ts';

/** Windows of 8 px, every 4 px, in an image of 16 px: three by three. */
const grid = (...scores: number[]) => ({
  rows: 3,
  columns: 3,
  stridePx: 4,
  offsetPx: 3.5,
  scores: Float32Array.from(scores),
});

describe('what a place of a map sees', () => {
  it('is the window itself, or three cells, never more than the image', () => {
    expect(seenPx(grid(), 'patch', 16)).toBe(8);
    expect(seenPx({ stridePx: 16, offsetPx: 7.5 }, 'gradcam', 256)).toBe(48);
    expect(seenPx({ stridePx: 16, offsetPx: 7.5 }, 'pretrained', 32)).toBe(32);
  });

  it('lies around the centre and in the image', () => {
    const layout = { stridePx: 4, offsetPx: 3.5, sidePx: 8, imageSizePx: 16 };
    expect(placeWindow({ row: 0, column: 2 }, layout)).toEqual({ x: 8, y: 0, sidePx: 8 });
    expect(placeWindow({ row: 2, column: 0 }, { ...layout, sidePx: 12 })).toEqual({ x: 0, y: 4, sidePx: 12 });
  });

  it('is named by the third that its middle is in, and meets a mask or not', () => {
    const window = { x: 8, y: 0, sidePx: 8 };
    expect(thirdOf(window, 16)).toEqual({ down: 0, across: 2 });
    const mask = new Uint8Array(256);
    mask[7 * 16 + 7] = 1;
    expect(touches(mask, window, 16)).toBe(false);
    mask[7 * 16 + 8] = 1;
    expect(touches(mask, window, 16)).toBe(true);
  });
});

describe('the hottest place', () => {
  it('has the highest score, whatever is no number', () => {
    expect(hottestPlace(grid(1, NaN, 3, 9, 2, 9, 0, 0, 0), 16)).toEqual({ row: 1, column: 0, score: 9 });
    expect(hottestPlace(grid(NaN, NaN, NaN, NaN, NaN, NaN, NaN, NaN, NaN), 16)).toBeNull();
  });

  it('is one of the region of interest', () => {
    const pixels = new Uint8Array(256);
    for (let y = 0; y < 4; y++) for (let x = 0; x < 4; x++) pixels[y * 16 + x] = 1;
    const region = encodeRegion({ width: 16, height: 16, data: pixels }, 'stretch');
    expect(hottestPlace({ ...grid(1, 2, 3, 4, 5, 6, 7, 8, 9), region }, 16)).toEqual({
      row: 0,
      column: 0,
      score: 1,
    });
  });
});
