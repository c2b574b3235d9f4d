/**
 * Second moments of centred rows, block by block: the covariance of 50,000 patch features of 64 numbers needs a scratch
 * buffer of 256 rows only.
 */
import { addProductTransposed, mirrorLower, transpose } from './products.ts';
import { fillCentred, type RowLayout } from './rows.ts';
import type { CovarianceSums } from './ledoit-wolf.ts';
import type { Features } from './types.ts';

const BLOCK = 256;

/** Adds sum_n x_n x_n^T of the centred rows to `scatter` `[D, D]` (lower triangle). */
export function addScatter(
  features: Features,
  n: number,
  layout: RowLayout,
  mean: Float64Array,
  scatter: Float64Array,
): void {
  const d = layout.dimension;
  const rows = new Float64Array(BLOCK * d);
  const columns = new Float64Array(BLOCK * d);
  for (let start = 0; start < n; start += BLOCK) {
    const count = Math.min(BLOCK, n - start);
    fillCentred(features, start, count, layout, mean, rows);
    transpose(rows, count, d, columns);
    addProductTransposed(columns, d, columns, d, count, scatter, d, true);
  }
}

/** Variances `[D]` alone, for the diagonal covariance. */
export function featureVariances(
  features: Features,
  n: number,
  layout: RowLayout,
  mean: Float64Array,
): Float64Array {
  const d = layout.dimension;
  const row = new Float64Array(d);
  const out = new Float64Array(d);
  for (let r = 0; r < n; r++) {
    fillCentred(features, r, 1, layout, mean, row);
    for (let i = 0; i < d; i++) out[i] += (row[i] * row[i]) / n;
  }
  return out;
}

/** sum over rows of |x_n|^4 for centred rows. */
export function fourthPowers(features: Features, n: number, layout: RowLayout, mean: Float64Array): number {
  const d = layout.dimension;
  const row = new Float64Array(d);
  let total = 0;
  for (let r = 0; r < n; r++) {
    fillCentred(features, r, 1, layout, mean, row);
    let sum = 0;
    for (let i = 0; i < d; i++) sum += row[i] * row[i];
    total += sum * sum;
  }
  return total;
}

/** Divides the scatter by N, fills its upper triangle and gives the sums that the shrinkage needs. */
export function finishCovariance(
  scatter: Float64Array,
  n: number,
  d: number,
  fourth: number,
): CovarianceSums {
  mirrorLower(scatter, d);
  let trace = 0;
  let frobeniusSquared = 0;
  for (let i = 0; i < d * d; i++) {
    scatter[i] /= n;
    frobeniusSquared += scatter[i] * scatter[i];
  }
  for (let i = 0; i < d; i++) trace += scatter[i * d + i];
  return { samples: n, dimension: d, trace, frobeniusSquared, fourthPowers: fourth };
}

/** The same sums from the Gram matrix of the centred rows. */
export function sumsOfGram(gramMatrix: Float64Array, n: number, d: number): CovarianceSums {
  let trace = 0;
  let frobeniusSquared = 0;
  let fourth = 0;
  for (let i = 0; i < n * n; i++) frobeniusSquared += gramMatrix[i] * gramMatrix[i];
  for (let i = 0; i < n; i++) {
    const square = gramMatrix[i * n + i];
    trace += square;
    fourth += square * square;
  }
  return {
    samples: n,
    dimension: d,
    trace: trace / n,
    frobeniusSquared: frobeniusSquared / (n * n),
    fourthPowers: fourth,
  };
}

/** The sums of a diagonal covariance. The fourth powers, which only the shrinkage of a full one needs, are left at 0. */
export function sumsOfVariances(variances: Float64Array, n: number): CovarianceSums {
  let trace = 0;
  let frobeniusSquared = 0;
  for (const value of variances) {
    trace += value;
    frobeniusSquared += value * value;
  }
  return { samples: n, dimension: variances.length, trace, frobeniusSquared, fourthPowers: 0 };
}
