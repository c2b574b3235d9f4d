/** Out of focus: a Gaussian of this standard deviation, rows then columns, values repeated beyond the border. */
import type { RgbImage } from '../../image/types.ts';
import type { Corruption } from './corruption.ts';

function kernelOf(sigma: number): Float64Array {
  const radius = Math.ceil(3 * sigma);
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - radius) / sigma) ** 2),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** @param sigma in pixels of this image */
function gaussianBlur({ width, height, data }: RgbImage, sigma: number): RgbImage {
  if (!(sigma > 0)) return { width, height, data: Uint8Array.from(data) };
  const kernel = kernelOf(sigma);
  const radius = kernel.length >> 1;
  const rows = new Float32Array(data.length);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let k = -radius; k <= radius; k++) {
          const from = Math.min(width - 1, Math.max(0, x + k));
          sum += kernel[k + radius] * data[(y * width + from) * 3 + c];
        }
        rows[(y * width + x) * 3 + c] = sum;
      }
  for (let y = 0; y < height; y++)
    for (let i = 0; i < width * 3; i++) {
      let sum = 0;
      for (let k = -radius; k <= radius; k++) {
        const from = Math.min(height - 1, Math.max(0, y + k));
        sum += kernel[k + radius] * rows[from * width * 3 + i];
      }
      out[y * width * 3 + i] = Math.round(sum);
    }
  return { width, height, data: out };
}

export const blur: Corruption = {
  name: 'blur',
  unit: 'px at 256',
  levels: [0, 1, 2, 3, 4],
  apply: (image, level) => gaussianBlur(image, (level * image.width) / 256),
};
