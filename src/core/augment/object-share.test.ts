import { describe, expect, it } from 'vitest';
import { createImage, filledImage } from '../image/rgb.ts';
import { createRandom } from '../random/random.ts';
import { objectShare } from './object-share.ts';

const whole = { x: 0, y: 0, width: 64, height: 64 };

/** A square of 32 px in the middle of a plain background, with a little noise. */
function squareOnPlain(background: number, object: number) {
  const random = createRandom(1);
  const image = createImage(64, 64);
  for (let y = 0; y < 64; y++)
    for (let x = 0; x < 64; x++) {
      const inside = x >= 16 && x < 48 && y >= 16 && y < 48;
      for (let c = 0; c < 3; c++)
        image.data[(y * 64 + x) * 3 + c] = (inside ? object : background) + random.int(-5, 5);
    }
  return image;
}

describe('objectShare', () => {
  it.each([
    [220, 90],
    [20, 120],
  ])('finds an object on a plain background of %i', (background, object) => {
    const share = objectShare(squareOnPlain(background, object));
    expect(share(whole)).toBeCloseTo(0.25, 2);
    expect(share({ x: 20, y: 20, width: 10, height: 10 })).toBe(1);
    expect(share({ x: 0, y: 0, width: 12, height: 60 })).toBe(0);
  });

  it('takes textures, and views with nothing but background, for object everywhere', () => {
    const random = createRandom(2);
    const texture = createImage(
      64,
      64,
      Uint8Array.from({ length: 64 * 64 * 3 }, () => random.int(0, 255)),
    );
    for (const image of [texture, filledImage(64, 64, [10, 200, 30])])
      expect(objectShare(image)({ x: 3, y: 4, width: 9, height: 9 })).toBe(1);
  });
});
