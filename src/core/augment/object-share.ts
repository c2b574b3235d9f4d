/**
 * Where the object lies, found from the image alone: if most of the border is of one colour, that is a background, and what differs from it is the
 * object (NSA gives a colour and a tolerance for each class by hand). Images without a plain border, such as textures, are object everywhere.
 */
import type { Rect, RgbImage } from '../image/types.ts';

/** In each channel, of 255. */
const TOLERANCE = 24;
/** Of the border, that must be of one colour to be a background. */
const PLAIN_BORDER = 0.6;
/** Less than this share of object (or of background) is taken for noise. */
const LEAST_SHARE = 0.02;
const SAMPLES_A_SIDE = 32;

/** Of bytes, by counting. */
function medianByte(data: Uint8Array, places: readonly number[], channel: number): number {
  const counts = new Uint32Array(256);
  for (const i of places) counts[data[3 * i + channel]]++;
  let level = 0;
  for (let below = counts[0]; 2 * below <= places.length && level < 255;) below += counts[++level];
  return level;
}

/** Returns the share of the object in a box, in [0, 1]: 1 everywhere where there is no background. */
export function objectShare({ width, height, data }: RgbImage): (rect: Rect) => number {
  const stride = Math.max(1, Math.floor(Math.min(width, height) / SAMPLES_A_SIDE));
  const border: number[] = [];
  for (let x = 0; x < width; x += stride) border.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y += stride) border.push(y * width, y * width + width - 1);
  const [red, green, blue] = [0, 1, 2].map((channel) => medianByte(data, border, channel));
  const differs = (i: number) =>
    Math.abs(data[3 * i] - red) > TOLERANCE ||
    Math.abs(data[3 * i + 1] - green) > TOLERANCE ||
    Math.abs(data[3 * i + 2] - blue) > TOLERANCE;
  const shareOf = (rect: Rect) => {
    let object = 0;
    let count = 0;
    for (let y = rect.y; y < rect.y + rect.height; y += stride)
      for (let x = rect.x; x < rect.x + rect.width; x += stride, count++)
        if (differs(y * width + x)) object++;
    return object / count;
  };
  const plain = border.filter((i) => !differs(i)).length / border.length;
  const whole = shareOf({ x: 0, y: 0, width, height });
  const known = plain >= PLAIN_BORDER && whole >= LEAST_SHARE && whole <= 1 - LEAST_SHARE;
  return known ? shareOf : () => 1;
}
