/**
 * Resizing that is the same in every browser: exact area averages where an image shrinks, linear interpolation where it
 * grows, each axis for itself, in float64. Rows come in bands, so that a large image never lies here as a whole. Masks go
 * another way (`mask-plane.ts`). Whole pixels of RGBA are added up as integers (`whole-pixels.ts`), which rounds alike.
 */
import type { RgbImage } from '../image/types.ts';
import { axisWeights, flatten, type Contribution, type FlatAxis } from './axis-weights.ts';
import type { FitGeometry } from './fit.ts';
import { WholePixels } from './whole-pixels.ts';

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

/** Collects bands from the top down and gives the square image: each row along x first, then into the rows that it feeds. */
export class AreaRows {
  private readonly columns: FlatAxis;
  private readonly rows: readonly Contribution[];
  /** Sums of the target rows that are not complete, by their number. */
  private readonly open = new Map<number, Float64Array>();
  private readonly line: Float64Array;
  private readonly image: RgbImage;
  /** Sums of source rows that lie in one target row alone, in integers; null where an axis does not shrink. */
  private readonly whole: WholePixels | null;
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
    this.whole = WholePixels.of(this.columns, this.rows, source);
    this.line = new Float64Array(target.width * 3);
    this.image = { width: sizePx, height: sizePx, data: out };
  }

  add({ data, firstRow, rowCount, channels }: Band): void {
    const { width } = this.geometry.source;
    const { whole } = this;
    const pixels =
      whole && channels === 4 && data.byteOffset % 4 === 0
        ? new Uint32Array(data.buffer, data.byteOffset, rowCount * width)
        : null;
    for (let r = 0; r < rowCount; r++) {
      const y = firstRow + r;
      if (whole && pixels && whole.takes(y)) {
        whole.add(pixels, r * width);
        this.closeAt(y);
      } else {
        this.resampleRow(data, r * width * channels, channels);
        this.feed(y);
      }
    }
  }

  /** Closes the first open row when `y` is the last that it gets. */
  private closeAt(y: number): void {
    const { from, weights } = this.rows[this.firstOpen];
    if (y !== from + weights.length - 1) return;
    this.close(this.firstOpen, this.open.get(this.firstOpen) ?? new Float64Array(this.line.length));
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
    this.whole?.drain(sum);
    const { target } = this.geometry;
    const start = ((target.y + row) * this.image.width + target.x) * 3;
    const out = this.image.data;
    for (let i = 0; i < sum.length; i++) out[start + i] = Math.min(255, (sum[i] + HALF) | 0);
    this.open.delete(row);
    this.firstOpen = row + 1;
  }

  finish(): RgbImage {
    return this.image;
  }
}
