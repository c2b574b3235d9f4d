/**
 * PCA-reduced Gaussian: distances within the leading eigenvectors that hold the wanted share of the variance; what lies
 * outside them is not scored. This is the form for N >= D; `gram-form.ts` has the one for fewer rows.
 */
import type { QuadraticForm } from './gaussian-form.ts';
import { addProductTransposed } from './products.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** How many leading eigenvalues reach `share` of their sum; those at rounding level are never kept. At least 1. */
export function keptComponents(descending: Float64Array, share: number): number {
  const total = descending.reduce((sum, value) => sum + Math.max(0, value), 0);
  const smallest = descending[0] * 1e-12;
  let sum = 0;
  for (let k = 0; k < descending.length; k++) {
    if (k > 0 && descending[k] <= smallest) return k;
    sum += descending[k];
    if (sum >= share * total * (1 - 1e-12)) return k + 1;
  }
  return Math.max(1, descending.length);
}

/** From the sample covariance `[D, D]`. */
export function principalForm(covariance: Float64Array, d: number, share: number): QuadraticForm {
  const { values, vectors } = symmetricEigen(covariance, d);
  const kept = keptComponents(values, share);
  const inverse = Float64Array.from({ length: kept }, (_, c) => 1 / Math.max(values[c], 1e-13));
  return {
    dimension: kept,
    conditionNumber: inverse[kept - 1] / inverse[0],
    squaredDistances(rows, count) {
      const projected = new Float64Array(count * kept);
      addProductTransposed(rows, count, vectors, kept, d, projected, kept);
      return Float64Array.from({ length: count }, (_, r) => {
        let sum = 0;
        for (let c = 0; c < kept; c++) sum += projected[r * kept + c] ** 2 * inverse[c];
        return sum;
      });
    },
    precisionTimes(x) {
      const out = new Float64Array(d);
      for (let c = 0; c < kept; c++) {
        let along = 0;
        for (let i = 0; i < d; i++) along += vectors[c * d + i] * x[i];
        for (let i = 0; i < d; i++) out[i] += along * inverse[c] * vectors[c * d + i];
      }
      return out;
    },
  };
}
