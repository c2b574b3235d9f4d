/**
 * Eigenvalues and eigenvectors of a symmetric matrix on flat float64 rows: Householder reduction, then implicit QL (Golub and Van Loan, 8.3). The
 * vectors exist as the product of reflections and rotations that made them, until someone asks for them as numbers: the scores of a
 * hundred rows need their coordinates only. The tests compare with ml-matrix.
 */
import { applyReflectors, tridiagonalise } from './householder.ts';
import { addProductTransposed, transpose } from './products.ts';
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
  /** Coordinates `[count, n]` of the rows `[count, n]` along the eigenvectors, in the order of the values. */
  coordinates(rows: Float64Array, count: number): Float64Array;
  /** Unit eigenvectors as rows `[n, n]`, made when first asked for. */
  vectors(): Float64Array;
}

/** `matrix` `[n, n]` is kept; only its upper triangle is read. */
export function eigenCoordinates(matrix: Float64Array, n: number): EigenCoordinates {
  const tridiagonal = tridiagonalise(matrix, n);
  const { values, rotations } = eigenvaluesByQl(tridiagonal);
  const order = Uint32Array.from(values.keys()).sort((i, j) => values[j] - values[i]);
  let made: Float64Array | null = null;
  let asked = 0;
  /** About 4 n^2 multiply-adds a row. */
  const turned = (rows: Float64Array, count: number): Float64Array => {
    const out = rows.slice(0, count * n);
    applyReflectors(tridiagonal, out, count);
    applyRotations(rotations, n, out, count);
    const row = new Float64Array(n);
    for (let at = 0; at < count * n; at += n) {
      for (let c = 0; c < n; c++) row[c] = out[at + order[c]];
      out.set(row, at);
    }
    return out;
  };
  const vectors = (): Float64Array => {
    if (made) return made;
    const unit = new Float64Array(n * n);
    for (let i = 0; i < n; i++) unit[i * n + i] = 1;
    made = new Float64Array(n * n);
    transpose(turned(unit, n), n, n, made);
    return made;
  };
  return {
    values: Float64Array.from(order, (i) => values[i]),
    vectors,
    coordinates(rows, count) {
      asked += count;
      // So many rows are worth the eigenvectors themselves.
      if (!made && asked <= n / 2) return turned(rows, count);
      const out = new Float64Array(count * n);
      addProductTransposed(rows, count, vectors(), n, n, out, n);
      return out;
    },
  };
}

/** `matrix` `[n, n]` is kept; only its upper triangle is read. */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const eigen = eigenCoordinates(matrix, n);
  return { values: eigen.values, vectors: eigen.vectors() };
}
