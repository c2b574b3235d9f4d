/**
 * What can be said of a picture without any model: how bright, how contrasty, how sharp, how fine its detail, how warm. When these differ
 * between training and test images, or between normal and anomalous ones, scores speak of the photography and not of the part.
 */
import type { RgbImage } from '../image/types.ts';

export const STATISTICS = ['brightness', 'contrast', 'sharpness', 'detail', 'warmth'] as const;
export type Statistic = (typeof STATISTICS)[number];
export type ImageStatistics = Readonly<Record<Statistic, number>>;

/** Rec. 601 luma of every pixel, 0 to 255. */
function luma({ data }: RgbImage): Float32Array {
  const out = new Float32Array(data.length / 3);
  for (let i = 0, p = 0; i < out.length; i++, p += 3)
    out[i] = 0.299 * data[p] + 0.587 * data[p + 1] + 0.114 * data[p + 2];
  return out;
}

/**
 * Brightness: mean luma. Contrast: its standard deviation. Sharpness: mean gradient. Detail: Immerkaer's noise estimate (1996), which JPEG
 * and blur take away. Warmth: mean red minus blue.
 */
export function statisticsOf(image: RgbImage): ImageStatistics {
  const { width, height, data } = image;
  const y = luma(image);
  let sum = 0;
  let squares = 0;
  for (const value of y) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / y.length;
  let warmth = 0;
  for (let p = 0; p < data.length; p += 3) warmth += data[p] - data[p + 2];
  let gradient = 0;
  let detail = 0;
  for (let row = 1; row < height - 1; row++)
    for (let i = row * width + 1; i < (row + 1) * width - 1; i++) {
      gradient += Math.hypot(y[i + 1] - y[i - 1], y[i + width] - y[i - width]) / 2;
      const corners = y[i - width - 1] + y[i - width + 1] + y[i + width - 1] + y[i + width + 1];
      const sides = y[i - 1] + y[i + 1] + y[i - width] + y[i + width];
      detail += Math.abs(corners - 2 * sides + 4 * y[i]);
    }
  const inner = Math.max(1, (width - 2) * (height - 2));
  return {
    brightness: mean,
    contrast: Math.sqrt(Math.max(0, squares / y.length - mean * mean)),
    sharpness: gradient / inner,
    detail: (Math.sqrt(Math.PI / 2) * detail) / (6 * inner),
    warmth: warmth / y.length,
  };
}
