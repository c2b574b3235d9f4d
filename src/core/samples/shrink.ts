/** Averaging pictures and masks down to a smaller side; a picture of the right size is returned as it is. */
import type { BinaryMask, RgbImage } from '../image/types.ts';

/** Mean over the pixels (with fractions) under each new pixel, `channels` interleaved. */
function areaMeans(data: Uint8Array, from: number, to: number, channels: number): Float64Array {
  const ratio = from / to;
  const out = new Float64Array(to * to * channels);
  for (let y = 0; y < to; y++) {
    for (let x = 0; x < to; x++) {
      const at = (y * to + x) * channels;
      for (let sy = Math.floor(y * ratio); sy < Math.min(from, Math.ceil((y + 1) * ratio)); sy++) {
        const wy = Math.min(sy + 1, (y + 1) * ratio) - Math.max(sy, y * ratio);
        for (let sx = Math.floor(x * ratio); sx < Math.min(from, Math.ceil((x + 1) * ratio)); sx++) {
          const weight =
            (wy * (Math.min(sx + 1, (x + 1) * ratio) - Math.max(sx, x * ratio))) / (ratio * ratio);
          for (let c = 0; c < channels; c++) out[at + c] += weight * data[(sy * from + sx) * channels + c];
        }
      }
    }
  }
  return out;
}

export function shrinkImage(image: RgbImage, sizePx: number): RgbImage {
  if (image.width === sizePx) return image;
  const data = Uint8Array.from(areaMeans(image.data, image.width, sizePx, 3), Math.round);
  return { width: sizePx, height: sizePx, data };
}

/** A new pixel is anomalous when at least a quarter of it is; the most covered one always is. */
export function shrinkMask(mask: BinaryMask, sizePx: number): BinaryMask {
  if (mask.width === sizePx) return mask;
  const shares = areaMeans(mask.data, mask.width, sizePx, 1);
  const limit = Math.min(
    0.25,
    shares.reduce((a, b) => Math.max(a, b), 0),
  );
  const data = Uint8Array.from(shares, (share) => (share > 0 && share >= limit ? 1 : 0));
  return { width: sizePx, height: sizePx, data };
}
