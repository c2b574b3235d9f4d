/**
 * A mistake of public code, kept for the lesson that measures it: the paper resizes first and then augments (section 4.1); pasting on an
 * original of four times the size and shrinking afterwards makes every scar four times smaller. Off unless
 * `mistakes.pasteBeforeResize` is on.
 */
import { createImage } from '../image/rgb.ts';
import { resizeArea, resizeBilinear } from '../image/resize.ts';
import type { RgbImage } from '../image/types.ts';
import { applyView } from './apply.ts';
import type { OtherView } from './types.ts';
import type { ViewDraw } from './registry.ts';

/** Side of the pretended original in sides of the working image: 1,024 px against 256 px. */
export const ORIGINAL_FACTOR = 4;

/**
 * The view `draw` (in pixels of the pretended original) of `image`, shrunk back to its size. What the paste did not touch keeps its
 * bytes, so that the shrinking itself gives nothing away: source + shrink(pasted) - shrink(original).
 */
export function pasteThenResize(
  image: RgbImage,
  draw: ViewDraw,
  target?: Uint8Array,
  other?: OtherView,
): RgbImage {
  const { width, height } = image;
  const enlarge = (of: RgbImage) => resizeBilinear(of, width * ORIGINAL_FACTOR, height * ORIGINAL_FACTOR);
  const original = enlarge(image);
  const second = other && { ...other, image: enlarge(other.image) };
  const without = resizeArea(original, width, height).data;
  const withPaste = resizeArea(applyView(original, draw, undefined, second), width, height).data;
  const result = createImage(width, height, target);
  for (let i = 0; i < result.data.length; i++)
    result.data[i] = Math.min(255, Math.max(0, image.data[i] + withPaste[i] - without[i]));
  return result;
}
