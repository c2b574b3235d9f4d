/**
 * The quadratic form x^T Sigma^-1 x of a covariance `[D, D]`, Sigma = keep S + add I, by Cholesky; and its diagonal cousin.
 * For fewer rows than features `gram-form.ts` gives the same numbers from the small Gram matrix.
 */
import { choleskySolve, choleskyWithFloor, squaredNormsAfterSolve } from './cholesky.ts';
import type { Regularisation } from './regularise.ts';
import { largestEigenvalue, smallestEigenvalue } from './spectrum.ts';

/** A quadratic form on centred float64 rows. */
export interface QuadraticForm {
  /** x^T Sigma^-1 x for each of `count` rows `[count, D]`. */
  squaredDistances(rows: Float64Array, count: number): Float64Array;
  /** Sigma^-1 x. */
  precisionTimes(x: Float64Array): Float64Array;
  readonly dimension: number;
  /** Computed when read: held-out fits never ask. */
  readonly conditionNumber: number | null;
}

/** From the sample covariance `[D, D]` (full, symmetric). */
export function primalForm(
  covariance: Float64Array,
  d: number,
  { keep, add }: Regularisation,
): QuadraticForm {
  const sigma = new Float64Array(d * d);
  for (let i = 0; i < sigma.length; i++) sigma[i] = keep * covariance[i];
  for (let i = 0; i < d; i++) sigma[i * d + i] += add;
  const factor = choleskyWithFloor(sigma, d);
  return {
    dimension: d,
    get conditionNumber() {
      return largestEigenvalue(sigma, d) / Math.max(smallestEigenvalue(factor, d), add);
    },
    squaredDistances: (rows, count) => squaredNormsAfterSolve(factor, d, rows, count),
    precisionTimes: (x) => choleskySolve(factor, d, x),
  };
}

/** Independent features, from their variances `[D]`; constant features get 1e-6 of the mean variance. */
export function diagonalForm(variances: Float64Array): QuadraticForm {
  const d = variances.length;
  const trace = variances.reduce((sum, value) => sum + value, 0);
  const floor = trace > 0 ? (trace / d) * 1e-6 : 1e-13;
  const variance = variances.map((value) => Math.max(value, floor));
  return {
    dimension: d,
    conditionNumber: variance.reduce((a, b) => Math.max(a, b)) / variance.reduce((a, b) => Math.min(a, b)),
    squaredDistances: (rows, count) =>
      Float64Array.from({ length: count }, (_, r) => {
        let sum = 0;
        for (let i = 0; i < d; i++) sum += (rows[r * d + i] * rows[r * d + i]) / variance[i];
        return sum;
      }),
    precisionTimes: (x) => x.map((value, i) => value / variance[i]),
  };
}
