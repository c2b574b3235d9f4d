/**
 * PCA-reduced Gaussian: distances within the leading eigenvectors that hold the wanted share of the variance; what lies
 * outside them is not scored. Eigenvectors come from the covariance `[D, D]`, or from the Gram matrix `[N, N]` when N < D
 * (u = X^T v / |X^T v|).
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { QuadraticForm } from './gaussian-form.ts';
import { addProductTransposed } from './products.ts';

interface Components {
  /** Kept eigenvalues of S, descending. */
  readonly variances: Float64Array;
  /** Unit eigenvectors as rows `[kept, D]`. */
  readonly vectors: Float64Array;
}

function decompose(matrix: Float64Array, n: number) {
  const evd = new EigenvalueDecomposition(Matrix.from1DArray(n, n, matrix as unknown as number[]), {
    assumeSymmetric: true,
  });
  const order = evd.realEigenvalues
    .map((_, i) => i)
    .sort((a, b) => evd.realEigenvalues[b] - evd.realEigenvalues[a]);
  return { values: evd.realEigenvalues, vectors: evd.eigenvectorMatrix, order };
}

/** How many leading eigenvalues reach `share` of their sum; those at rounding level are never kept. At least 1. */
export function keptComponents(descending: readonly number[], share: number): number {
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

export function componentsOfCovariance(covariance: Float64Array, d: number, share: number): Components {
  const { values, vectors, order } = decompose(covariance, d);
  const descending = order.map((i) => values[i]);
  const kept = keptComponents(descending, share);
  const rows = new Float64Array(kept * d);
  for (let c = 0; c < kept; c++) for (let i = 0; i < d; i++) rows[c * d + i] = vectors.get(i, order[c]);
  return { variances: Float64Array.from(descending.slice(0, kept)), vectors: rows };
}

export function componentsOfGram(
  x: Float64Array,
  gramMatrix: Float64Array,
  n: number,
  d: number,
  share: number,
): Components {
  const { values, vectors, order } = decompose(gramMatrix, n);
  const descending = order.map((i) => values[i] / n);
  const kept = keptComponents(descending, share);
  const rows = new Float64Array(kept * d);
  for (let c = 0; c < kept; c++) {
    const row = rows.subarray(c * d, (c + 1) * d);
    for (let r = 0; r < n; r++) {
      const weight = vectors.get(r, order[c]);
      for (let i = 0; i < d; i++) row[i] += weight * x[r * d + i];
    }
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
    for (let i = 0; i < d; i++) row[i] /= norm;
  }
  return { variances: Float64Array.from(descending.slice(0, kept)), vectors: rows };
}

export function principalForm({ variances, vectors }: Components, d: number): QuadraticForm {
  const kept = variances.length;
  const floored = variances.map((value) => Math.max(value, 1e-13));
  return {
    dimension: kept,
    conditionNumber: floored[0] / floored[kept - 1],
    squaredDistances(rows, count) {
      const projected = new Float64Array(count * kept);
      addProductTransposed(rows, count, vectors, kept, d, projected, kept);
      return Float64Array.from({ length: count }, (_, r) => {
        let sum = 0;
        for (let c = 0; c < kept; c++) sum += projected[r * kept + c] ** 2 / floored[c];
        return sum;
      });
    },
    precisionTimes(x) {
      const out = new Float64Array(d);
      for (let c = 0; c < kept; c++) {
        let along = 0;
        for (let i = 0; i < d; i++) along += vectors[c * d + i] * x[i];
        for (let i = 0; i < d; i++) out[i] += (along / floored[c]) * vectors[c * d + i];
      }
      return out;
    },
  };
}
