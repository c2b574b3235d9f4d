/**
 * First moments of training rows by fold and place, from one pass over the features. The means of all rows, of all rows but a
 * fold's, shared or per place, and the advice on places are sums of these.
 */
import { rowScale } from './rows.ts';
import type { Features } from './types.ts';

export interface FoldRows {
  /** `[images * places, d]`, image-major; must not change afterwards. */
  readonly features: Features;
  readonly images: number;
  readonly places: number;
  readonly dimension: number;
  readonly l2Normalise: boolean;
  /** Images of each fold. */
  readonly split: readonly (readonly number[])[];
}

export class FoldSums {
  /** What each row is multiplied by: 1 / |row|, or 1. */
  readonly scales: Float64Array;
  /** By fold: sums over its images, `[places, d]`. */
  readonly sums: readonly Float64Array[];
  /** By fold: sum of squared lengths of its rows. */
  readonly squares: Float64Array;
  private readonly total: Float64Array;

  constructor(readonly rows: FoldRows) {
    const { features, images, places, dimension: d, l2Normalise, split } = rows;
    const layout = { dimension: d, l2Normalise, locations: places };
    this.scales = Float64Array.from({ length: images * places }, (_, row) => rowScale(features, row, layout));
    this.squares = new Float64Array(split.length);
    this.total = new Float64Array(places * d);
    this.sums = split.map((fold, f) => {
      const sums = new Float64Array(places * d);
      for (const image of fold)
        for (let p = 0; p < places; p++) {
          const row = image * places + p;
          const scale = this.scales[row];
          for (let i = 0, from = row * d, to = p * d; i < d; i++) {
            const value = features[from + i] * scale;
            sums[to + i] += value;
            this.squares[f] += value * value;
          }
        }
      for (let i = 0; i < sums.length; i++) this.total[i] += sums[i];
      return sums;
    });
  }

  /** `[places, d]` per location, `[d]` shared: the mean of all rows, or of all but those of one fold. */
  mean(perLocation: boolean, without: number | null = null): Float64Array {
    const { images, places, dimension: d, split } = this.rows;
    const count = images - (without === null ? 0 : split[without].length);
    const own = without === null ? null : this.sums[without];
    const mean = new Float64Array(perLocation ? places * d : d);
    const weight = 1 / (perLocation ? count : count * places);
    for (let j = 0; j < this.total.length; j++)
      mean[perLocation ? j : j % d] += (this.total[j] - (own ? own[j] : 0)) * weight;
    return mean;
  }

  /** Squared distances of a fold's rows to the mean of the others, summed. */
  spreadAround(fold: number, mean: Float64Array): number {
    const { dimension: d, places, split } = this.rows;
    const sums = this.sums[fold];
    const perMean = (split[fold].length * places * d) / mean.length;
    let along = 0;
    let square = 0;
    for (let j = 0; j < sums.length; j++) along += sums[j] * mean[j % mean.length];
    for (const value of mean) square += value * value;
    return Math.max(0, this.squares[fold] - 2 * along + perMean * square);
  }
}
