/** A patch on a copy of the source, and the mask that says where: the last step of most kinds of view. */
import { copyImage, createImage, pasteInto } from '../image/rgb.ts';
import type { Rect, RgbImage } from '../image/types.ts';
import type { Point, Size, ViewTrace } from './types.ts';

/** `[height, width]` of a view: 255 (or what `alpha` of the box says) inside `rect`, 0 outside. */
export function maskOf(view: Size, rect: Rect, alpha?: Uint8Array): Uint8Array {
  const mask = new Uint8Array(view.width * view.height);
  for (let y = 0; y < rect.height; y++) {
    const to = (rect.y + y) * view.width + rect.x;
    if (alpha) mask.set(alpha.subarray(y * rect.width, (y + 1) * rect.width), to);
    else mask.fill(255, to, to + rect.width);
  }
  return mask;
}

/** @param alpha `[height, width]` of the patch: pasted where it is not 0 */
export function pasted(
  image: RgbImage,
  patch: RgbImage,
  { x, y }: Point,
  target: Uint8Array | undefined,
  steps: ViewTrace['steps'],
  alpha?: Uint8Array,
): ViewTrace {
  const result = copyImage(image, target);
  pasteInto(result, patch, x, y, alpha);
  const { width, height } = patch;
  return { result, steps, mask: () => maskOf(image, { x, y, width, height }, alpha) };
}

/** A mask as a picture: white where the view differs most. */
export function maskPicture(mask: Uint8Array, { width, height }: Size): RgbImage {
  const picture = createImage(width, height);
  mask.forEach((value, i) => picture.data.fill(value, 3 * i, 3 * i + 3));
  return picture;
}

/** As `pasted`, but mixed by `alpha`: alpha / 255 of the patch and the rest of the source; its mask joins the steps. */
export function blended(
  image: RgbImage,
  patch: RgbImage,
  { x, y }: Point,
  target: Uint8Array | undefined,
  alpha: Uint8Array,
  steps: ViewTrace['steps'],
): ViewTrace {
  const result = copyImage(image, target);
  const { width, height } = patch;
  for (let row = 0, i = 0; row < height; row++) {
    let to = ((y + row) * image.width + x) * 3;
    for (let column = 0; column < width; column++, i++) {
      const share = alpha[i];
      for (let c = 0; c < 3; c++, to++)
        result.data[to] = (share * patch.data[3 * i + c] + (255 - share) * image.data[to] + 127.5) / 255;
    }
  }
  return {
    result,
    steps: () => [...steps(), { name: 'mask', image: maskPicture(alpha, patch) }],
    mask: () => maskOf(image, { x, y, width, height }, alpha),
  };
}
