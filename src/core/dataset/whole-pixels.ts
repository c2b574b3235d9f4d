/**
 * The part of an area average that needs no fractions: source rows that lie in one target row alone are added up column by column as integers, red
 * and blue in one addition, and averaged along x once a target row. What is averaged is a fraction with a known denominator (source width times
 * height), which no order of summing brings to the other side of a rounding: the bytes are those of the plain way (`resample.ts`).
 */
import type { Contribution, FlatAxis } from './axis-weights.ts';

/** So many bytes can be summed in 16 bits. */
const MOST_SUMMED = 257;
/** Weights of a kind differ by their rounding alone. */
const SAME = 1e-12;

/** Whether the first byte of a number is its lowest, as on every machine that browsers run on. */
const LOW_FIRST = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

const shrinks = (source: number, target: number): boolean =>
  source > target && source / target < MOST_SUMMED - 2;

export class WholePixels {
  private readonly redBlue: Int32Array;
  private readonly green: Int32Array;
  private isEmpty = true;

  private constructor(
    private readonly columns: FlatAxis,
    /** Source rows that lie in one target row alone. */
    private readonly isWhole: Uint8Array,
    private readonly rowWeight: number,
    width: number,
  ) {
    this.redBlue = new Int32Array(width);
    this.green = new Int32Array(width);
  }

  /** Null where an axis does not shrink, or by more than the sums hold. */
  static of(
    columns: FlatAxis,
    rows: readonly Contribution[],
    { width, height }: { readonly width: number; readonly height: number },
  ): WholePixels | null {
    if (!LOW_FIRST || !shrinks(width, columns.from.length) || !shrinks(height, rows.length)) return null;
    const weight = rows.length / height;
    const isWhole = new Uint8Array(height);
    for (const { from, weights } of rows) {
      weights.forEach((one, j) => {
        if (Math.abs(one - weight) < SAME) isWhole[from + j] = 1;
      });
    }
    return new WholePixels(columns, isWhole, weight, width);
  }

  takes(row: number): boolean {
    return this.isWhole[row] === 1;
  }

  /** Adds a row of the source. `pixels` have red in their lowest byte. */
  add(pixels: Uint32Array, start: number): void {
    const { redBlue, green } = this;
    for (let x = 0, i = start; x < redBlue.length; x++, i++) {
      const pixel = pixels[i];
      redBlue[x] = (redBlue[x] + (pixel & 0xff00ff)) | 0;
      green[x] += (pixel >>> 8) & 0xff;
    }
    this.isEmpty = false;
  }

  /** Adds what was summed, averaged along x, to a target row `[width, 3]`, and begins anew. */
  drain(sum: Float64Array): void {
    if (this.isEmpty) return;
    const { redBlue, green, rowWeight } = this;
    const { from, count, weights, width } = this.columns;
    for (let x = 0, o = 0; x < from.length; x++, o += 3) {
      let r = 0;
      let g = 0;
      let b = 0;
      const first = x * width;
      for (let w = first, i = from[x]; w < first + count[x]; w++, i++) {
        const weight = weights[w];
        const both = redBlue[i];
        r += weight * (both & 0xffff);
        g += weight * green[i];
        b += weight * (both >>> 16);
      }
      sum[o] += rowWeight * r;
      sum[o + 1] += rowWeight * g;
      sum[o + 2] += rowWeight * b;
    }
    redBlue.fill(0);
    green.fill(0);
    this.isEmpty = true;
  }
}
