import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createImage,
  cropImage,
  cropShifted,
  meanColour,
  pasteInto,
  reflectIndex,
  turnImage,
} from './rgb.ts';
import type { RgbImage } from './types.ts';

/** Every pixel tells its place. */
function numbered(width: number, height: number): RgbImage {
  const image = createImage(width, height);
  for (let i = 0; i < width * height; i++) image.data.set([i % 256, i >> 8, 7], i * 3);
  return image;
}
const places = (image: RgbImage) =>
  Array.from(
    { length: image.width * image.height },
    (_, i) => image.data[i * 3] + 256 * image.data[i * 3 + 1],
  );

describe('crop, paste, turn', () => {
  it('pasting a crop back where it was changes nothing', () => {
    const image = numbered(17, 11);
    const before = image.data.slice();
    pasteInto(image, cropImage(image, { x: 3, y: 2, width: 9, height: 5 }), 3, 2);
    expect(image.data).toEqual(before);
  });

  it('alpha decides per pixel', () => {
    const image = createImage(3, 1);
    const patch = createImage(2, 1, Uint8Array.of(1, 2, 3, 4, 5, 6));
    pasteInto(image, patch, 1, 0, Uint8Array.of(0, 255));
    expect([...image.data]).toEqual([0, 0, 0, 0, 0, 0, 4, 5, 6]);
  });

  it('turns anticlockwise', () => {
    const image = numbered(3, 2); // 0 1 2 / 3 4 5
    expect(places(turnImage(image, 1))).toEqual([2, 5, 1, 4, 0, 3]);
    expect(places(turnImage(image, 2))).toEqual([5, 4, 3, 2, 1, 0]);
    expect(places(turnImage(image, 3))).toEqual([3, 0, 4, 1, 5, 2]);
    expect(turnImage(turnImage(image, 1), 3)).toEqual(image);
  });

  it('takes the mean of each channel', () => {
    expect(meanColour(createImage(2, 1, Uint8Array.of(0, 10, 255, 10, 20, 255)))).toEqual([5, 15, 255]);
  });
});

describe('cropShifted', () => {
  it('reflects without repeating the edge', () => {
    expect([-3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map((i) => reflectIndex(i, 4))).toEqual([
      3, 2, 1, 0, 1, 2, 3, 2, 1, 0,
    ]);
    expect(reflectIndex(5, 1)).toBe(0);
  });

  it('moves content right and down and fills by reflection', () => {
    expect(places(cropShifted(numbered(4, 1), { x: 0, y: 0, width: 4, height: 1 }, 1, 0))).toEqual([
      1, 0, 1, 2,
    ]);
    expect(places(cropShifted(numbered(4, 1), { x: 0, y: 0, width: 4, height: 1 }, -2, 0))).toEqual([
      2, 3, 2, 1,
    ]);
  });

  it('never shows a pixel from outside the crop', () => {
    const image = numbered(20, 20);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: -7, max: 7 }),
        fc.integer({ min: -7, max: 7 }),
        (x, y, dx, dy) => {
          for (const place of places(cropShifted(image, { x, y, width: 8, height: 8 }, dx, dy))) {
            expect(place % 20 >= x && place % 20 < x + 8).toBe(true);
            expect(place >= y * 20 && place < (y + 8) * 20).toBe(true);
          }
        },
      ),
    );
  });
});
