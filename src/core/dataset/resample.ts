/**
 * Resizing that is the same in every browser: exact area averages where an image shrinks, linear interpolation where it
 * grows, each axis for itself, in float32. Rows come in bands, so that a large image never lies here as a whole. Masks take
 * the nearest pixel (`NearestRows`).
 */
import type { BinaryMask, RgbImage } from '../image/types.ts';
import type { FitGeometry } from './fit.ts';

/** Bytes of a few rows of the source region, row-major, `channels` (3 or 4) a pixel; the fourth is ignored. */
export interface Band {
  readonly data: Uint8Array | Uint8ClampedArray;
  /** First row, counted from the top of the source region. */
  readonly firstRow: number;
  readonly rowCount: number;
  readonly channels: 3 | 4;
}

interface Contribution {
  readonly from: number;
  readonly weights: Float32Array;
}

/** For each of `targetLength` places the source pixels that it averages and their weights (which sum to 1). */
export function axisWeights(sourceLength: number, targetLength: number): Contribution[] {
  const scale = sourceLength / targetLength;
  return Array.from({ length: targetLength }, (_, i) => {
    const left = i * scale;
    const right = left + scale;
    if (scale <= 1) {
      const centre = (left + right) / 2 - 0.5;
      const from = Math.min(Math.max(Math.floor(centre), 0), sourceLength - 1);
      const second = Math.min(Math.max(centre - from, 0), 1);
      return from + 1 < sourceLength
        ? { from, weights: Float32Array.of(1 - second, second) }
        : { from, weights: Float32Array.of(1) };
    }
    const from = Math.floor(left + 1e-9);
    const to = Math.min(sourceLength, Math.ceil(right - 1e-9));
    const weights = new Float32Array(to - from);
    for (let j = from; j < to; j++) {
      weights[j - from] = (Math.min(right, j + 1) - Math.max(left, j)) / scale;
    }
    return { from, weights };
  });
}

/** Collects bands from the top down and gives the square image. */
export class AreaRows {
  private readonly columns: Contribution[];
  private readonly rows: Contribution[];
  private readonly open = new Map<number, Float32Array>();
  private readonly spare: Float32Array[] = [];
  private readonly image: RgbImage;
  private firstOpen = 0;

  /** `out`, `[sizePx, sizePx, 3]`, is filled with zeros beforehand; it may be shared memory. */
  constructor(
    private readonly geometry: FitGeometry,
    sizePx: number,
    out: Uint8Array = new Uint8Array(sizePx * sizePx * 3),
  ) {
    const { source, target } = geometry;
    this.columns = axisWeights(source.width, target.width);
    this.rows = axisWeights(source.height, target.height);
    this.image = { width: sizePx, height: sizePx, data: out };
  }

  add({ data, firstRow, rowCount, channels }: Band): void {
    const rowLength = this.geometry.source.width * channels;
    for (let r = 0; r < rowCount; r++) {
      const y = firstRow + r;
      const start = r * rowLength;
      for (let t = this.firstOpen; t < this.rows.length && this.rows[t].from <= y; t++) {
        const { from, weights } = this.rows[t];
        const weight = weights[y - from];
        if (weight === undefined) continue;
        let sum = this.open.get(t);
        if (!sum) {
          sum = this.spare.pop() ?? new Float32Array(rowLength);
          this.open.set(t, sum);
          for (let i = 0; i < rowLength; i++) sum[i] = weight * data[start + i];
        } else {
          for (let i = 0; i < rowLength; i++) sum[i] += weight * data[start + i];
        }
        if (y === from + weights.length - 1) this.close(t, sum, channels);
      }
    }
  }

  private close(row: number, sum: Float32Array, channels: number): void {
    const { target } = this.geometry;
    const out = this.image.data;
    let o = ((target.y + row) * this.image.width + target.x) * 3;
    for (const { from, weights } of this.columns) {
      let [r, g, b] = [0, 0, 0];
      for (let k = 0, i = from * channels; k < weights.length; k++, i += channels) {
        const weight = weights[k];
        r += weight * sum[i];
        g += weight * sum[i + 1];
        b += weight * sum[i + 2];
      }
      // Weights sum to 1 but for rounding: 255.00001 must not become 0.
      out[o++] = Math.min(255, Math.round(r));
      out[o++] = Math.min(255, Math.round(g));
      out[o++] = Math.min(255, Math.round(b));
    }
    this.open.delete(row);
    this.spare.push(sum);
    while (this.firstOpen < this.rows.length && this.firstOpen <= row && !this.open.has(this.firstOpen)) {
      this.firstOpen++;
    }
  }

  finish(): RgbImage {
    return this.image;
  }
}

/** Collects bands of a mask: the brightest channel of the nearest pixel, kept as 0..255 until the threshold is known. */
export class NearestRows {
  private readonly values: Uint8Array;
  private most = 0;

  constructor(
    private readonly geometry: FitGeometry,
    private readonly sizePx: number,
  ) {
    this.values = new Uint8Array(sizePx * sizePx);
  }

  add({ data, firstRow, rowCount, channels }: Band): void {
    const { source, target } = this.geometry;
    const nearest = (i: number, from: number, to: number): number => Math.floor(((i + 0.5) * from) / to);
    for (let i = 0, n = rowCount * source.width * channels; i < n; i += channels) {
      this.most = Math.max(this.most, data[i], data[i + 1], data[i + 2]);
    }
    for (let y = 0; y < target.height; y++) {
      const row = nearest(y, source.height, target.height) - firstRow;
      if (row < 0 || row >= rowCount) continue;
      for (let x = 0; x < target.width; x++) {
        const i = (row * source.width + nearest(x, source.width, target.width)) * channels;
        this.values[(target.y + y) * this.sizePx + target.x + x] = Math.max(
          data[i],
          data[i + 1],
          data[i + 2],
        );
      }
    }
  }

  /**
   * 1 where anomalous. The threshold is 127 (masks are black and white, edges may be smoothed), but for `lossless` masks
   * without any value above 127, which hold class numbers: there everything that is not 0 counts.
   */
  finish({ lossless }: { readonly lossless: boolean }): BinaryMask {
    const threshold = lossless && this.most <= 127 ? 0 : 127;
    const data = this.values.map((value) => (value > threshold ? 1 : 0));
    return { width: this.sizePx, height: this.sizePx, data };
  }
}
