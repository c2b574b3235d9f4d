/** Samples of a 16-bit PNG as 8-bit RGB at the scale of its set; transparency is laid over black. Browsers keep the upper 8 bits alone. */
import type { RgbImage } from '../../image/types.ts';
import { largestOf, scaleOf, type Depth, type DepthScales } from './depth.ts';

/** `[height, width, channels]` of 16-bit samples: grey, grey with opacity, RGB, RGB with opacity. */
export interface DeepPixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: ArrayLike<number>;
}

/** Largest colour sample; opacity does not count. */
export function deepPngDepth({ data, channels }: DeepPixels): Depth {
  if (channels % 2 === 1) return { kind: 'integer', most: largestOf(data) };
  let most = 0;
  for (let i = 0; i < data.length; i++) if ((i + 1) % channels !== 0 && data[i] > most) most = data[i];
  return { kind: 'integer', most };
}

export function deepPngToRgb(pixels: DeepPixels, scales: DepthScales = {}): RgbImage {
  const { width, height, channels, data } = pixels;
  const scale = 255 / Math.max(scales.integer ?? 0, scaleOf(deepPngDepth(pixels)));
  const colours = channels >= 3 ? 3 : 1;
  const hasAlpha = channels === 2 || channels === 4;
  const out = new Uint8Array(width * height * 3);
  for (let i = 0, o = 0; o < out.length; i += channels, o += 3) {
    const opacity = hasAlpha ? data[i + channels - 1] / 65_535 : 1;
    for (let c = 0; c < 3; c++) {
      out[o + c] = Math.min(255, Math.round(data[i + (colours === 3 ? c : 0)] * scale * opacity));
    }
  }
  return { width, height, data: out };
}
