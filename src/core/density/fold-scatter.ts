/**
 * The Gaussian of all training rows and those that leave one fold out, from one pass over the rows: the scatter without a fold is
 * the total less the fold's, less the shift of the mean; the fourth powers that the shrinkage needs are summed around every fold's
 * mean in the same pass. So five held-out fits cost little more than one fit.
 */
import type { EstimatorSettings } from './settings.ts';
import type { FoldRows, FoldSums } from './fold-sums.ts';
import { gaussianOfCovariance, usesGram } from './gaussian.ts';
import { addProductTransposed, transpose } from './products.ts';
import type { RowLayout } from './rows.ts';
import { finishCovariance } from './scatter.ts';
import type { Density } from './types.ts';

const BLOCK = 256;

export class FoldScatter {
  private readonly layout: RowLayout;
  private readonly mean: Float64Array;
  /** By fold: mean of the others, and how far it lies from the mean of all, `[locations, d]`. */
  private readonly keptMeans: readonly Float64Array[];
  private readonly shifts: readonly Float64Array[];
  private readonly scatters: Float64Array[] = [];
  private readonly total: Float64Array;
  /** Sum of |x|^4 around the mean of all, and by fold around the mean of the others (over the others). */
  private fourth = 0;
  private readonly keptFourths: Float64Array;

  /** Whether the covariance itself is the cheap way, also with the largest fold left out. */
  static suits({ images, places, dimension, split }: FoldRows, config: EstimatorSettings): boolean {
    const fewest = (images - Math.max(...split.map((fold) => fold.length))) * places;
    return config.covariance !== 'diagonal' && split.length > 1 && !usesGram(fewest, dimension, config);
  }

  constructor(
    private readonly sums: FoldSums,
    perLocation: boolean,
  ) {
    const { places, dimension: d, l2Normalise, split } = sums.rows;
    this.layout = { dimension: d, l2Normalise, locations: perLocation ? places : 1 };
    this.mean = sums.mean(perLocation);
    this.keptMeans = split.map((_, f) => sums.mean(perLocation, f));
    this.shifts = this.keptMeans.map((mean) => mean.map((value, i) => value - this.mean[i]));
    this.keptFourths = new Float64Array(split.length);
    this.total = new Float64Array(d * d);
  }

  /** Goes through the rows of one more fold; true while there are others. Whoever fits without having waited gets the rest done. */
  advance(): boolean {
    const { split } = this.sums.rows;
    if (this.scatters.length < split.length) {
      const scatter = this.scatterOf(this.scatters.length);
      for (let i = 0; i < scatter.length; i++) this.total[i] += scatter[i];
      this.scatters.push(scatter);
    }
    return this.scatters.length < split.length;
  }

  /** Fitted on all rows. */
  fit(config: EstimatorSettings): Density {
    while (this.advance());
    const { images, places, dimension: d } = this.sums.rows;
    const covariance = this.total.slice();
    const sums = finishCovariance(covariance, images * places, d, this.fourth);
    return gaussianOfCovariance(covariance, sums, this.mean, this.layout, config);
  }

  /** Fitted on all rows but those of one fold. */
  fitWithout(fold: number, config: EstimatorSettings): Density {
    while (this.advance());
    const { images, places, dimension: d, split } = this.sums.rows;
    const { locations } = this.layout;
    const kept = (images - split[fold].length) * places;
    const own = this.scatters[fold];
    const covariance = this.total.map((value, i) => value - own[i]);
    const shift = new Float64Array(d * locations);
    transpose(this.shifts[fold], locations, d, shift);
    const negative = shift.map((value) => (-value * kept) / locations);
    addProductTransposed(negative, d, shift, d, locations, covariance, d, true);
    const sums = finishCovariance(covariance, kept, d, this.keptFourths[fold]);
    return gaussianOfCovariance(covariance, sums, this.keptMeans[fold], this.layout, config);
  }

  /** Scatter `[d, d]` (lower triangle) of one fold's rows around the mean of all; adds their fourth powers. */
  private scatterOf(fold: number): Float64Array {
    const { places, dimension: d, split } = this.sums.rows;
    const scatter = new Float64Array(d * d);
    const rows = new Float64Array(BLOCK * d);
    const columns = new Float64Array(BLOCK * d);
    const others = split.map((_, g) => g).filter((g) => g !== fold);
    for (const image of split[fold])
      for (let start = 0; start < places; start += BLOCK) {
        const count = Math.min(BLOCK, places - start);
        for (let r = 0; r < count; r++) this.centre(image, start + r, rows, r * d, others);
        transpose(rows, count, d, columns);
        addProductTransposed(columns, d, columns, d, count, scatter, d, true);
      }
    return scatter;
  }

  /** Writes one row less its mean to `out` and adds its fourth powers around the mean of all and of each of `others`. */
  private centre(
    image: number,
    place: number,
    out: Float64Array,
    at: number,
    others: readonly number[],
  ): void {
    const { features, places, dimension: d } = this.sums.rows;
    const row = image * places + place;
    const scale = this.sums.scales[row];
    const from = row * d;
    const centre = this.layout.locations > 1 ? place * d : 0;
    let square = 0;
    for (let i = 0; i < d; i++) {
      const value = features[from + i] * scale - this.mean[centre + i];
      out[at + i] = value;
      square += value * value;
    }
    this.fourth += square * square;
    for (const other of others) {
      const shift = this.shifts[other];
      let around = 0;
      for (let i = 0; i < d; i++) {
        const value = out[at + i] - shift[centre + i];
        around += value * value;
      }
      this.keptFourths[other] += around * around;
    }
  }
}
