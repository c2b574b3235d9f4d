/** Averaging a mask down to a smaller side without losing a small defect, which nearest neighbours could miss. */
import type { BinaryMask } from '../image/types.ts';

/** Share of each new pixel, `[to, to]`, that is set in `data` `[from, from]`. */
function areaShares(data: Uint8Array, from: number, to: number): Float64Array {
  const ratio = from / to;
  const out = new Float64Array(to * to);
  for (let y = 0; y < to; y++) {
    for (let x = 0; x < to; x++) {
      for (let sy = Math.floor(y * ratio); sy < Math.min(from, Math.ceil((y + 1) * ratio)); sy++) {
        const height = Math.min(sy + 1, (y + 1) * ratio) - Math.max(sy, y * ratio);
        for (let sx = Math.floor(x * ratio); sx < Math.min(from, Math.ceil((x + 1) * ratio)); sx++) {
          const width = Math.min(sx + 1, (x + 1) * ratio) - Math.max(sx, x * ratio);
          out[y * to + x] += (height * width * data[sy * from + sx]) / (ratio * ratio);
        }
      }
    }
  }
  return out;
}

/** A new pixel is anomalous when at least a quarter of it is; the most covered one always is. */
export function shrinkMask(mask: BinaryMask, sizePx: number): BinaryMask {
  if (mask.width === sizePx) return mask;
  const shares = areaShares(mask.data, mask.width, sizePx);
  const limit = Math.min(
    0.25,
    shares.reduce((a, b) => Math.max(a, b), 0),
  );
  const data = Uint8Array.from(shares, (share) => (share > 0 && share >= limit ? 1 : 0));
  return { width: sizePx, height: sizePx, data };
}
