/**
 * Fewer rows than features: everything follows from inner products with the centred training rows X `[N, D]`. With
 * G = X X^T, p = X x and q = |x|^2 (Woodbury):
 *   Sigma = keep X^T X / N + add I   ->   x^T Sigma^-1 x = (q - p^T M^-1 p) / add,   M = (add N / keep) I + G
 *   principal components of X^T X / N  ->  sum_c (v_c . p)^2 / (N l_c^2), l_c = eigenvalue of S, v_c unit eigenvector of G
 * 400 images of 1,280 features cost a Cholesky of 400 instead of 1,280, and cross-fitting reuses blocks of one G.
 */
import { choleskySolve, choleskyWithFloor, squaredNormsAfterSolve } from './cholesky.ts';
import type { QuadraticForm } from './gaussian-form.ts';
import { keptComponents } from './principal-form.ts';
import { addProductTransposed, multiplyVector } from './products.ts';
import type { Regularisation } from './regularise.ts';
import { largestEigenvalue } from './spectrum.ts';
import type { EigenCoordinates } from './symmetric-eigen.ts';

export interface GramForm {
  readonly dimension: number;
  /** Computed when read. */
  readonly conditionNumber: number;
  /** From products `[count, N]` with the centred training rows and squared norms `[count]` of centred rows. */
  squaredDistances(products: Float64Array, squares: Float64Array, count: number): Float64Array;
  /** Sigma^-1 x = own x + X^T bank. */
  weights(products: Float64Array): { readonly own: number; readonly bank: Float64Array };
}

/** Ledoit-Wolf or ridge, from the Gram matrix `[n, n]` of centred rows. */
export function regularisedGram(
  gram: Float64Array,
  n: number,
  d: number,
  { keep, add }: Regularisation,
): GramForm {
  if (keep === 0)
    return {
      dimension: d,
      conditionNumber: 1,
      squaredDistances: (_, squares) => squares.map((q) => q / add),
      weights: () => ({ own: 1 / add, bank: new Float64Array(n) }),
    };
  const m = gram.slice();
  for (let i = 0; i < n; i++) m[i * n + i] += (add * n) / keep;
  const factor = choleskyWithFloor(m, n);
  return {
    dimension: d,
    get conditionNumber() {
      return ((keep / n) * largestEigenvalue(gram, n) + add) / add;
    },
    squaredDistances(products, squares, count) {
      const explained = squaredNormsAfterSolve(factor, n, products, count);
      return explained.map((e, r) => Math.max(0, squares[r] - e) / add);
    },
    weights: (products) => ({
      own: 1 / add,
      bank: choleskySolve(factor, n, products).map((value) => -value / add),
    }),
  };
}

/** Leading principal components that hold `share` of the variance, from the eigen-decomposition of the Gram matrix. */
export function principalGram(eigen: EigenCoordinates, n: number, share: number): GramForm {
  const { kept, scale, conditionNumber } = leadingComponents(eigen.values, n, share);
  return {
    dimension: kept,
    conditionNumber,
    squaredDistances: (products, _, count) =>
      principalDistances(eigen.coordinates(products, count), n, scale),
    weights(products) {
      const vectors = eigen.vectors();
      const along = eigen.coordinates(products, 1);
      const bank = new Float64Array(n);
      for (let c = 0; c < kept; c++)
        for (let i = 0; i < n; i++) bank[i] += along[c] * scale[c] * vectors[c * n + i];
      return { own: 0, bank };
    },
  };
}

/** Of a Gram matrix with these eigenvalues: how many components hold `share`, and what each squared coordinate counts. */
export function leadingComponents(eigenvalues: Float64Array, n: number, share: number) {
  const variances = eigenvalues.map((value) => value / n);
  const kept = keptComponents(variances, share);
  const scale = Float64Array.from({ length: kept }, (_, c) => 1 / (n * Math.max(variances[c], 1e-13) ** 2));
  return { kept, scale, conditionNumber: variances[0] / Math.max(variances[kept - 1], 1e-13) };
}

/** Squared distances from coordinates `[count, n]`. */
export function principalDistances(coordinates: Float64Array, n: number, scale: Float64Array): Float64Array {
  return Float64Array.from({ length: coordinates.length / n }, (_, r) => {
    let sum = 0;
    for (let c = 0; c < scale.length; c++) sum += coordinates[r * n + c] ** 2 * scale[c];
    return sum;
  });
}

/** The same form on centred rows `[count, D]`, given the centred training rows x `[n, d]`. */
export function onRows(form: GramForm, x: Float64Array, n: number, d: number): QuadraticForm {
  return {
    dimension: form.dimension,
    get conditionNumber() {
      return form.conditionNumber;
    },
    squaredDistances(rows, count) {
      const products = new Float64Array(count * n);
      addProductTransposed(rows, count, x, n, d, products, n);
      const squares = Float64Array.from({ length: count }, (_, r) => {
        let sum = 0;
        for (let i = r * d; i < (r + 1) * d; i++) sum += rows[i] * rows[i];
        return sum;
      });
      return form.squaredDistances(products, squares, count);
    },
    precisionTimes(v) {
      const { own, bank } = form.weights(multiplyVector(x, v, n));
      const out = v.map((value) => own * value);
      for (let r = 0; r < n; r++) for (let i = 0; i < d; i++) out[i] += x[r * d + i] * bank[r];
      return out;
    },
  };
}
