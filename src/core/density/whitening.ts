/**
 * Outputs of a regression measured as a Gaussian measures them: with the covariance S = L L^T of given rows, |L^-1 e|^2 is the squared
 * Mahalanobis length of an error e, so that errors along directions of little variance count as much as they change a score.
 */
import { choleskyWithFloor } from './cholesky.ts';
import { momentsOf } from './moments.ts';

/** Share of the mean variance that is added to every variance, so that features that never change do not weigh without bound. */
const FLOOR = 1e-4;

/** Lower factor L `[D, D]` of the covariance of the rows `[N, D]`. */
export function covarianceFactor(rows: Float32Array, dimension: number): Float64Array {
  const { count, scatter } = momentsOf(rows, dimension);
  let trace = 0;
  for (let i = 0; i < dimension; i++) trace += scatter[i * dimension + i];
  for (let i = 0; i < dimension; i++) scatter[i * dimension + i] += (FLOOR * trace) / dimension;
  return choleskyWithFloor(
    scatter.map((sum) => sum / count),
    dimension,
  );
}

/** L^-1 x of one row, in place. */
export function whiten(row: Float32Array, factor: Float64Array): void {
  const d = row.length;
  for (let i = 0; i < d; i++) {
    let sum = row[i];
    for (let j = 0; j < i; j++) sum -= factor[i * d + j] * row[j];
    row[i] = sum / factor[i * d + i];
  }
}

/** L x of one row, in place: takes `whiten` back. */
export function unwhiten(row: Float64Array, factor: Float64Array): void {
  const d = row.length;
  for (let i = d - 1; i >= 0; i--) {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += factor[i * d + j] * row[j];
    row[i] = sum;
  }
}
