/**
 * Eigenvalues and eigenvectors of a symmetric matrix on flat float64 rows: Householder reduction, then implicit QL (Golub and Van Loan, 8.3). The
 * vectors exist as the product of reflections and rotations that made them, until someone asks for them as numbers: the scores of a
 * hundred rows need their coordinates only. The tests compare with ml-matrix.
 */
import { applyReflectors, tridiagonalise } from './householder.ts';
import { transpose } from './products.ts';
import { applyRotations, eigenvaluesByQl } from './rotations.ts';

export interface SymmetricEigen {
  /** Descending. */
  readonly values: Float64Array;
  /** Unit eigenvectors as rows `[n, n]`, in the order of the values. */
  readonly vectors: Float64Array;
}

export interface EigenCoordinates {
  /** Descending. */
  readonly values: Float64Array;
  /** Coordinates `[count, n]` of the rows `[count, n]` along the eigenvectors, in the order of the values: about 4 n^2 multiply-adds a row. */
  coordinates(rows: Float64Array, count: number): Float64Array;
}

/** `matrix` `[n, n]` is kept; only its upper triangle is read. */
export function eigenCoordinates(matrix: Float64Array, n: number): EigenCoordinates {
  const tridiagonal = tridiagonalise(matrix, n);
  const { values, rotations } = eigenvaluesByQl(tridiagonal);
  const order = Uint32Array.from(values.keys()).sort((i, j) => values[j] - values[i]);
  return {
    values: Float64Array.from(order, (i) => values[i]),
    coordinates(rows, count) {
      const turned = rows.slice(0, count * n);
      applyReflectors(tridiagonal, turned, count);
      applyRotations(rotations, n, turned, count);
      const row = new Float64Array(n);
      for (let at = 0; at < count * n; at += n) {
        for (let c = 0; c < n; c++) row[c] = turned[at + order[c]];
        turned.set(row, at);
      }
      return turned;
    },
  };
}

/** The unit eigenvectors as rows `[n, n]`, in the order of the values. */
export function eigenvectors({ coordinates }: EigenCoordinates, n: number): Float64Array {
  const unit = new Float64Array(n * n);
  for (let i = 0; i < n; i++) unit[i * n + i] = 1;
  const vectors = new Float64Array(n * n);
  transpose(coordinates(unit, n), n, n, vectors);
  return vectors;
}

/** `matrix` `[n, n]` is kept; only its upper triangle is read. */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const eigen = eigenCoordinates(matrix, n);
  return { values: eigen.values, vectors: eigenvectors(eigen, n) };
}
