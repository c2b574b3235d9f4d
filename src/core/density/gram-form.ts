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
import { eigenvectors, type EigenCoordinates } from './symmetric-eigen.ts';

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
  const variances = eigen.values.map((value) => value / n);
  const kept = keptComponents(variances, share);
  const scale = Float64Array.from({ length: kept }, (_, c) => 1 / (n * Math.max(variances[c], 1e-13) ** 2));
  let vectors: Float64Array | null = null;
  let asked = 0;
  /** `[count, stride]`, the first `kept` of a row being its coordinates. A few rows are turned; many are worth the eigenvectors themselves. */
  const along = (products: Float64Array, count: number): { values: Float64Array; stride: number } => {
    asked += count;
    if (!vectors && asked <= n / 2) return { values: eigen.coordinates(products, count), stride: n };
    vectors ??= eigenvectors(eigen, n);
    const values = new Float64Array(count * kept);
    addProductTransposed(products, count, vectors, kept, n, values, kept);
    return { values, stride: kept };
  };
  return {
    dimension: kept,
    conditionNumber: variances[0] / Math.max(variances[kept - 1], 1e-13),
    squaredDistances(products, _, count) {
      const { values, stride } = along(products, count);
      return Float64Array.from({ length: count }, (_row, r) => {
        let sum = 0;
        for (let c = 0; c < kept; c++) sum += values[r * stride + c] ** 2 * scale[c];
        return sum;
      });
    },
    weights(products) {
      const { values } = along(products, 1);
      vectors ??= eigenvectors(eigen, n);
      const bank = new Float64Array(n);
      for (let c = 0; c < kept; c++)
        for (let i = 0; i < n; i++) bank[i] += values[c] * scale[c] * vectors[c * n + i];
      return { own: 0, bank };
    },
  };
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
