/**
 * Small helpers on 8-bit RGB images: make, copy, crop, shift, turn. Whole rows are moved with typed-array calls; nothing is
 * allocated per pixel. Source images may lie in a SharedArrayBuffer; results never do.
 */
import type { Rect, RgbImage } from './types.ts';

/** A black image, `[height, width, 3]`; `data` may be given, for example a slice of a batch. */
export function createImage(
  width: number,
  height: number,
  data: Uint8Array = new Uint8Array(width * height * 3),
): RgbImage {
  return { width, height, data };
}

/** A copy, into `target` (at least `width * height * 3` bytes) where given. */
export function copyImage(image: RgbImage, target?: Uint8Array): RgbImage {
  const copy = createImage(image.width, image.height, target);
  copy.data.set(image.data);
  return copy;
}

/** The pixels of `rect`, which lies wholly inside the image. */
export function cropImage(image: RgbImage, rect: Rect): RgbImage {
  const result = createImage(rect.width, rect.height);
  const rowBytes = rect.width * 3;
  for (let y = 0; y < rect.height; y++) {
    const from = ((rect.y + y) * image.width + rect.x) * 3;
    result.data.set(image.data.subarray(from, from + rowBytes), y * rowBytes);
  }
  return result;
}

/**
 * Writes `patch` into `image` with its corner at (x, y), in place. With `alpha` (`[height, width]` of the patch) only
 * where it is not 0. The patch lies wholly inside.
 */
export function pasteInto(image: RgbImage, patch: RgbImage, x: number, y: number, alpha?: Uint8Array): void {
  const { data } = image;
  for (let row = 0; row < patch.height; row++) {
    const to = ((y + row) * image.width + x) * 3;
    const from = row * patch.width * 3;
    if (!alpha) {
      data.set(patch.data.subarray(from, from + patch.width * 3), to);
      continue;
    }
    for (let column = 0; column < patch.width; column++) {
      if (alpha[row * patch.width + column] === 0) continue;
      const a = to + column * 3;
      const b = from + column * 3;
      data[a] = patch.data[b];
      data[a + 1] = patch.data[b + 1];
      data[a + 2] = patch.data[b + 2];
    }
  }
}

/** Index `i` folded back into [0, n) by reflection without repeating the edge (numpy's `reflect`). */
export function reflectIndex(i: number, n: number): number {
  if (n === 1) return 0;
  const period = 2 * (n - 1);
  const folded = ((i % period) + period) % period;
  return folded < n ? folded : period - folded;
}

/**
 * The pixels of `rect` after moving them by (dx, dy) px, the gap filled by reflection at the edges of `rect`:
 * crop first, then shift, so that nothing outside the crop is seen (Eq. 3).
 */
export function cropShifted(image: RgbImage, rect: Rect, dx: number, dy: number): RgbImage {
  if (dx === 0 && dy === 0) return cropImage(image, rect);
  const { width, height } = rect;
  const result = createImage(width, height);
  const source = image.data;
  const out = result.data;
  // Columns from `first` to `last` come from neighbours in a row; the others are folded back.
  const first = Math.min(width, Math.max(0, dx));
  const last = Math.max(first, Math.min(width, width + dx));
  for (let y = 0; y < height; y++) {
    const row = (rect.y + reflectIndex(y - dy, height)) * image.width + rect.x;
    const to = y * width;
    const from = row + first - dx;
    out.set(source.subarray(3 * from, 3 * (from + last - first)), 3 * (to + first));
    for (let x = 0; x < width; x++) {
      if (x === first) x = last;
      if (x >= width) break;
      const i = 3 * (row + reflectIndex(x - dx, width));
      const o = 3 * (to + x);
      out[o] = source[i];
      out[o + 1] = source[i + 1];
      out[o + 2] = source[i + 2];
    }
  }
  return result;
}

/** Turned anticlockwise by `quarterTurns` x 90 degrees; sides swap for odd turns. */
export function turnImage(image: RgbImage, quarterTurns: 0 | 1 | 2 | 3, target?: Uint8Array): RgbImage {
  if (quarterTurns === 0) return copyImage(image, target);
  const { width: w, height: h, data } = image;
  const swapped = quarterTurns !== 2;
  const result = createImage(swapped ? h : w, swapped ? w : h, target);
  const out = result.data;
  // Index of the source pixel of (x, y): start + x * stepX + y * stepY.
  const [start, stepX, stepY] =
    quarterTurns === 1 ? [w - 1, w, -1] : quarterTurns === 2 ? [w * h - 1, -1, -w] : [(h - 1) * w, -w, 1];
  for (let y = 0, o = 0; y < result.height; y++) {
    let i = (start + y * stepY) * 3;
    for (let x = 0; x < result.width; x++, o += 3, i += stepX * 3) {
      out[o] = data[i];
      out[o + 1] = data[i + 1];
      out[o + 2] = data[i + 2];
    }
  }
  return result;
}

/** Mean colour of all pixels, rounded to 8 bits. */
export function meanColour({ data }: RgbImage): [number, number, number] {
  let r = 0;
  let g = 0;
  let b = 0;
  for (let i = 0; i < data.length; i += 3) {
    r += data[i];
    g += data[i + 1];
    b += data[i + 2];
  }
  const n = data.length / 3;
  return [Math.round(r / n), Math.round(g / n), Math.round(b / n)];
}

/** One colour everywhere. */
export function filledImage(
  width: number,
  height: number,
  [r, g, b]: readonly [number, number, number],
): RgbImage {
  const image = createImage(width, height);
  for (let i = 0; i < image.data.length; i += 3) {
    image.data[i] = r;
    image.data[i + 1] = g;
    image.data[i + 2] = b;
  }
  return image;
}
