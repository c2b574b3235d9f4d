/**
 * Resizing that is the same in every browser: exact area averages where an image shrinks, linear interpolation where it
 * grows, each axis for itself, in float64. Rows come in bands, so that a large image never lies here as a whole. Masks go
 * another way (`mask-plane.ts`).
 */
import type { RgbImage } from '../image/types.ts';
import type { FitGeometry } from './fit.ts';

/** Bytes of a few rows of the source region, row-major, `channels` (3 or 4) a pixel; images ignore the fourth, masks read it as opacity. */
export interface Band {
  readonly data: Uint8Array | Uint8ClampedArray;
  /** First row, counted from the top of the source region. */
  readonly firstRow: number;
  readonly rowCount: number;
  readonly channels: 3 | 4;
}

/**
 * What is added before rounding down. A little more than a half: a mean that is exactly between two bytes, as of two or of six pixels, goes up
 * whatever the order in which it was summed, here, in a detector's script and in ONNX.
 */
const HALF = 0.500000001;

interface Contribution {
  readonly from: number;
  readonly weights: Float64Array;
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
        ? { from, weights: Float64Array.of(1 - second, second) }
        : { from, weights: Float64Array.of(1) };
    }
    const from = Math.floor(left + 1e-9);
    const to = Math.min(sourceLength, Math.ceil(right - 1e-9));
    const weights = new Float64Array(to - from);
    for (let j = from; j < to; j++) {
      weights[j - from] = (Math.min(right, j + 1) - Math.max(left, j)) / scale;
    }
    return { from, weights };
  });
}

/** Contributions of one axis in flat arrays, for the inner loop: `width` weights a place, zeros behind the last. */
function flatten(axis: readonly Contribution[]) {
  const width = axis.reduce((most, { weights }) => Math.max(most, weights.length), 0);
  const weights = new Float64Array(axis.length * width);
  axis.forEach((place, i) => weights.set(place.weights, i * width));
  return {
    from: Int32Array.from(axis, (place) => place.from),
    count: Int32Array.from(axis, (place) => place.weights.length),
    weights,
    width,
  };
}

/** Collects bands from the top down and gives the square image: each row along x first, then into the rows that it feeds. */
export class AreaRows {
  private readonly columns: ReturnType<typeof flatten>;
  private readonly rows: readonly Contribution[];
  /** Sums of the target rows that are not complete, by their number. */
  private readonly open = new Map<number, Float64Array>();
  private readonly line: Float64Array;
  private readonly image: RgbImage;
  private firstOpen = 0;

  /** `out`, `[sizePx, sizePx, 3]`, is filled with zeros beforehand; it may be shared memory. */
  constructor(
    private readonly geometry: FitGeometry,
    sizePx: number,
    out: Uint8Array = new Uint8Array(sizePx * sizePx * 3),
  ) {
    const { source, target } = geometry;
    this.columns = flatten(axisWeights(source.width, target.width));
    this.rows = axisWeights(source.height, target.height);
    this.line = new Float64Array(target.width * 3);
    this.image = { width: sizePx, height: sizePx, data: out };
  }

  add({ data, firstRow, rowCount, channels }: Band): void {
    const rowLength = this.geometry.source.width * channels;
    for (let r = 0; r < rowCount; r++) {
      this.resampleRow(data, r * rowLength, channels);
      this.feed(firstRow + r);
    }
  }

  /** One source row along x, into `line`. */
  private resampleRow(data: Band['data'], start: number, channels: number): void {
    const { from, count, weights, width } = this.columns;
    const { line } = this;
    for (let x = 0, o = 0; x < from.length; x++, o += 3) {
      let r = 0;
      let g = 0;
      let b = 0;
      let i = start + from[x] * channels;
      const first = x * width;
      for (let w = first; w < first + count[x]; w++, i += channels) {
        const weight = weights[w];
        r += weight * data[i];
        g += weight * data[i + 1];
        b += weight * data[i + 2];
      }
      line[o] = r;
      line[o + 1] = g;
      line[o + 2] = b;
    }
  }

  /** Adds `line`, source row `y`, to the target rows that it belongs to; complete ones are written. */
  private feed(y: number): void {
    const { line } = this;
    for (let t = this.firstOpen; t < this.rows.length && this.rows[t].from <= y; t++) {
      const { from, weights } = this.rows[t];
      const weight = weights[y - from];
      if (weight === undefined) continue;
      const sum = this.open.get(t) ?? new Float64Array(line.length);
      this.open.set(t, sum);
      for (let i = 0; i < line.length; i++) sum[i] += weight * line[i];
      if (y === from + weights.length - 1) this.close(t, sum);
    }
  }

  private close(row: number, sum: Float64Array): void {
    const { target } = this.geometry;
    const start = ((target.y + row) * this.image.width + target.x) * 3;
    const out = this.image.data;
    for (let i = 0; i < sum.length; i++) out[start + i] = Math.min(255, Math.floor(sum[i] + HALF));
    this.open.delete(row);
    this.firstOpen = row + 1;
  }

  finish(): RgbImage {
    return this.image;
  }
}
