/**
 * What can be said of a picture without any model: how bright, how contrasty, how sharp, how fine its detail, how warm. When these differ
 * between training and test images, or between normal and anomalous ones, scores speak of the photography and not of the part.
 */
import type { RgbImage } from '../image/types.ts';

export const STATISTICS = [
  'brightness',
  'contrast',
  'sharpness',
  'detail',
  'warmth',
  'shadows',
  'highlights',
  'tones',
  'blocks',
] as const;
export type Statistic = (typeof STATISTICS)[number];
export type ImageStatistics = Readonly<Record<Statistic, number>>;

/** Rec. 601 luma of every pixel, 0 to 255. */
function luma({ data }: RgbImage): Float32Array {
  const out = new Float32Array(data.length / 3);
  for (let i = 0, p = 0; i < out.length; i++, p += 3)
    out[i] = 0.299 * data[p] + 0.587 * data[p + 1] + 0.114 * data[p + 2];
  return out;
}

/** Grey levels of a histogram that so many pixels' share lies at or under. */
function level(histogram: Float64Array, share: number): number {
  const wanted = share * histogram.reduce((a, b) => a + b, 0);
  let sum = 0;
  for (let value = 0; value < 256; value++) {
    sum += histogram[value];
    if (sum >= wanted) return value;
  }
  return 255;
}

/** Roughness of a histogram: sums of second differences over the number of pixels. Grey values that were stretched or squeezed leave a comb. */
function roughness(histogram: Float64Array): number {
  let sum = 0;
  let rough = 0;
  for (let value = 0; value < 256; value++) {
    sum += histogram[value];
    if (value > 0 && value < 255)
      rough += Math.abs(histogram[value - 1] - 2 * histogram[value] + histogram[value + 1]);
  }
  return rough / sum;
}

/** Steps across lines where a grid of 8 px would have its borders, over steps inside: 1 without such a grid (JPEG's blocks have one). */
function blockiness(y: Float32Array, width: number, height: number): number {
  const steps = new Float64Array(8);
  for (let row = 1; row < height; row++)
    for (let column = 1; column < width; column++) {
      const i = row * width + column;
      steps[column & 7] += Math.abs(y[i] - y[i - 1]);
      steps[row & 7] += Math.abs(y[i] - y[i - width]);
    }
  const inside = (steps[2] + steps[3] + steps[5] + steps[6]) / 4;
  return inside > 0 ? steps[0] / inside : 1;
}

/**
 * Brightness: mean luma. Contrast: its standard deviation. Sharpness: mean gradient. Detail: Immerkaer's noise estimate (1996), which JPEG
 * and blur take away. Warmth: mean red minus blue. Shadows and highlights: grey levels under which 1 and 99 % of the pixels lie. Tones: how
 * rough the histogram is; what a program does to grey values shows there though pictures differ in light. Blocks: steps of JPEG's grid.
 */
export function statisticsOf(image: RgbImage): ImageStatistics {
  const { width, height, data } = image;
  const y = luma(image);
  let sum = 0;
  let squares = 0;
  const histogram = new Float64Array(256);
  for (const value of y) {
    histogram[Math.round(value)]++;
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
    shadows: level(histogram, 0.01),
    highlights: level(histogram, 0.99),
    tones: roughness(histogram),
    blocks: blockiness(y, width, height),
  };
}
