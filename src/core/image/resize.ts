/**
 * Resizing, separable, in float32 with one rounding at the end. Bilinear widens its triangle by the scale when it makes smaller
 * (as Pillow's BILINEAR does), so that fine texture does not alias; area is the mean over each target pixel's box. Images are
 * resized to the working size FIRST, before any augmentation (paper, section 4.1). Masks use nearest neighbour.
 */
import { createImage } from './rgb.ts';
import type { BinaryMask, RgbImage } from './types.ts';

type Filter = 'bilinear' | 'area';

interface Taps {
  /** First source index of each target index. */
  readonly first: Int32Array;
  /** `[target, count]` weights that sum to 1. */
  readonly weights: Float32Array;
  readonly count: number;
}

/** Overlap of [a, b) with [c, d). */
const overlap = (a: number, b: number, c: number, d: number) => Math.max(0, Math.min(b, d) - Math.max(a, c));

function makeTaps(from: number, to: number, filter: Filter): Taps {
  const scale = from / to;
  const widened = Math.max(scale, 1);
  const support = filter === 'bilinear' ? widened : widened / 2;
  const count = Math.min(from, Math.ceil(support * 2) + 2);
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let t = 0; t < to; t++) {
    const centre = (t + 0.5) * scale;
    const start = Math.min(Math.max(0, Math.floor(centre - support)), from - count);
    first[t] = start;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const i = start + k;
      const weight =
        filter === 'bilinear'
          ? Math.max(0, 1 - Math.abs(i + 0.5 - centre) / widened)
          : overlap(i, i + 1, centre - support, centre + support);
      weights[t * count + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < count; k++) weights[t * count + k] /= sum;
  }
  return { first, weights, count };
}

function resize(image: RgbImage, width: number, height: number, filter: Filter): RgbImage {
  if (width === image.width && height === image.height)
    return createImage(width, height, image.data.slice(0, width * height * 3));
  const columns = makeTaps(image.width, width, filter);
  const rows = makeTaps(image.height, height, filter);
  const middle = new Float32Array(image.height * width * 3);
  for (let y = 0, o = 0; y < image.height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      let i = (y * image.width + columns.first[x]) * 3;
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = x * columns.count; k < (x + 1) * columns.count; k++, i += 3) {
        const w = columns.weights[k];
        r += w * image.data[i];
        g += w * image.data[i + 1];
        b += w * image.data[i + 2];
      }
      middle[o] = r;
      middle[o + 1] = g;
      middle[o + 2] = b;
    }
  }
  const result = createImage(width, height);
  const rowLength = width * 3;
  const line = new Float32Array(rowLength);
  for (let y = 0; y < height; y++) {
    line.fill(0.5);
    for (let k = 0; k < rows.count; k++) {
      const w = rows.weights[y * rows.count + k];
      if (w === 0) continue;
      const from = (rows.first[y] + k) * rowLength;
      for (let i = 0; i < rowLength; i++) line[i] += w * middle[from + i];
    }
    result.data.set(line, y * rowLength);
  }
  return result;
}

/** Bilinear, antialiased when it makes smaller. */
export function resizeBilinear(image: RgbImage, width: number, height: number): RgbImage {
  return resize(image, width, height, 'bilinear');
}

/** Mean over the box of each target pixel; the choice for thumbnails and large reductions. */
export function resizeArea(image: RgbImage, width: number, height: number): RgbImage {
  return resize(image, width, height, 'area');
}

/** Nearest neighbour by pixel centres; values stay 0 and 1. */
export function resizeMask(mask: BinaryMask, width: number, height: number): BinaryMask {
  const data = new Uint8Array(width * height);
  for (let y = 0, o = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * mask.height) / height) * mask.width;
    for (let x = 0; x < width; x++, o++)
      data[o] = mask.data[row + Math.floor(((x + 0.5) * mask.width) / width)];
  }
  return { width, height, data };
}
