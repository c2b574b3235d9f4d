/** Count, mean and centred second moments of rows `[N, D]`. */
import { mirrorLower } from './products.ts';
import { locationMeans } from './rows.ts';
import { addScatter } from './scatter.ts';

export interface Moments {
  readonly count: number;
  readonly mean: Float64Array;
  /** `[D, D]`, sums over the rows. */
  readonly scatter: Float64Array;
}

export function momentsOf(rows: Float32Array, dimension: number): Moments {
  const count = rows.length / dimension;
  const layout = { dimension, l2Normalise: false, locations: 1 };
  const mean = locationMeans(rows, count, layout);
  const scatter = new Float64Array(dimension * dimension);
  addScatter(rows, count, layout, mean, scatter);
  mirrorLower(scatter, dimension);
  return { count, mean, scatter };
}
