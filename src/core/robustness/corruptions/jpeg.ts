/**
 * JPEG at quality 100 - level, as libjpeg's baseline codec loses it: YCbCr, chroma at half size (4:2:0), blocks of 8 x 8 through the cosine
 * transform, the tables of ITU-T T.81 annex K scaled by the quality. Only the loss is made; nothing is written into bytes and read again.
 */
import type { RgbImage } from '../../image/types.ts';
import type { Corruption } from './corruption.ts';

const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMA = [
  17,
  18,
  24,
  47,
  99,
  99,
  99,
  99,
  18,
  21,
  26,
  66,
  99,
  99,
  99,
  99,
  24,
  26,
  56,
  99,
  99,
  99,
  99,
  99,
  47,
  66,
  99,
  99,
  99,
  99,
  99,
  99,
  ...new Array<number>(32).fill(99),
];

/** `COSINES[k * 8 + n]`: the orthonormal basis of the transform. */
const COSINES = Float64Array.from({ length: 64 }, (_, i) => {
  const k = i >> 3;
  return (k === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * (i & 7) + 1) * k * Math.PI) / 16);
});

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float64Array;
}

function tableOf(base: readonly number[], quality: number): number[] {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return base.map((value) => Math.min(255, Math.max(1, Math.floor((value * scale + 50) / 100))));
}

/** `out[k][l] = sum over n, m of C[k][n] block[n][m] C[l][m]`, or (inverse) the transpose of it. */
function transform(block: Float64Array, half: Float64Array, inverse: boolean): void {
  const basis = (k: number, n: number) => COSINES[inverse ? n * 8 + k : k * 8 + n];
  for (let pass = 0; pass < 2; pass++) {
    const [from, to] = pass === 0 ? [block, half] : [half, block];
    for (let line = 0; line < 8; line++)
      for (let k = 0; k < 8; k++) {
        let sum = 0;
        for (let n = 0; n < 8; n++) sum += basis(k, n) * from[line * 8 + n];
        to[k * 8 + line] = sum;
      }
  }
}

/** The plane after quantisation, in place; blocks beyond the border repeat its values. */
function quantise({ width, height, data }: Plane, table: readonly number[]): void {
  const block = new Float64Array(64);
  const half = new Float64Array(64);
  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8) {
      for (let i = 0; i < 64; i++) {
        const y = Math.min(height - 1, top + (i >> 3));
        block[i] = data[y * width + Math.min(width - 1, left + (i & 7))] - 128;
      }
      transform(block, half, false);
      for (let i = 0; i < 64; i++) block[i] = Math.round(block[i] / table[i]) * table[i];
      transform(block, half, true);
      for (let i = 0; i < 64; i++) {
        const [y, x] = [top + (i >> 3), left + (i & 7)];
        if (y < height && x < width)
          data[y * width + x] = Math.min(255, Math.max(0, Math.round(block[i] + 128)));
      }
    }
}

/** Means of two by two pixels. */
function halved({ width, height, data }: Plane): Plane {
  const small = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  const out = new Float64Array(small.width * small.height);
  for (let y = 0; y < small.height; y++)
    for (let x = 0; x < small.width; x++) {
      const [right, below] = [Math.min(width - 1, 2 * x + 1), Math.min(height - 1, 2 * y + 1)];
      const sum =
        data[2 * y * width + 2 * x] +
        data[2 * y * width + right] +
        data[below * width + 2 * x] +
        data[below * width + right];
      out[y * small.width + x] = Math.round(sum / 4);
    }
  return { ...small, data: out };
}

/** Each pixel from the nearest (weight 3/4 along an axis) and the next half-size pixel, as libjpeg's "fancy" upsampling. */
function chromaAt({ width, height, data }: Plane, x: number, y: number): number {
  const [nearX, nearY] = [x >> 1, y >> 1];
  const nextX = Math.min(width - 1, Math.max(0, nearX + ((x & 1) * 2 - 1)));
  const nextY = Math.min(height - 1, Math.max(0, nearY + ((y & 1) * 2 - 1)));
  const row = (at: number) => 0.75 * data[at * width + nearX] + 0.25 * data[at * width + nextX];
  return 0.75 * row(nearY) + 0.25 * row(nextY);
}

export function jpegLoss({ width, height, data }: RgbImage, quality: number): RgbImage {
  const plane = (r: number, g: number, b: number, offset: number): Plane => ({
    width,
    height,
    data: Float64Array.from({ length: width * height }, (_, i) =>
      Math.round(r * data[3 * i] + g * data[3 * i + 1] + b * data[3 * i + 2] + offset),
    ),
  });
  const luma = plane(0.299, 0.587, 0.114, 0);
  const blue = halved(plane(-0.168736, -0.331264, 0.5, 128));
  const red = halved(plane(0.5, -0.418688, -0.081312, 128));
  quantise(luma, tableOf(LUMA, quality));
  for (const chroma of [blue, red]) quantise(chroma, tableOf(CHROMA, quality));
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const [cb, cr] = [chromaAt(blue, x, y) - 128, chromaAt(red, x, y) - 128];
      out[3 * i] = luma.data[i] + 1.402 * cr;
      out[3 * i + 1] = luma.data[i] - 0.344136 * cb - 0.714136 * cr;
      out[3 * i + 2] = luma.data[i] + 1.772 * cb;
    }
  return { width, height, data: new Uint8Array(out.buffer) };
}

export const jpeg: Corruption = {
  name: 'jpeg',
  unit: 'quality lost',
  levels: [0, 10, 30, 50, 70, 90],
  apply: (image, level) => (level > 0 ? jpegLoss(image, 100 - level) : image),
};
