import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { gram } from './products.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

function randomGram(n: number, d: number, seed: number): Float64Array {
  const random = createRandom(seed, 'eigen-test');
  return gram(
    Float64Array.from({ length: n * d }, () => random.normal()),
    n,
    d,
  );
}

describe('symmetricEigen', () => {
  it.each([
    [1, 3],
    [2, 5],
    [3, 2],
    [40, 60],
    [40, 7],
  ])('decomposes a Gram matrix of %i rows of %i numbers as ml-matrix does', (n, d) => {
    const matrix = randomGram(n, d, n);
    const { values, vectors } = symmetricEigen(matrix, n);
    const reference = new EigenvalueDecomposition(new Matrix(n, n).fill(0).add(toMatrix(matrix, n)), {
      assumeSymmetric: true,
    }).realEigenvalues.sort((a, b) => b - a);
    for (let i = 0; i < n; i++) expect(Math.abs(values[i] - reference[i])).toBeLessThan(1e-11 * values[0]);
    for (let i = 0; i < n; i++) {
      const v = vectors.subarray(i * n, (i + 1) * n);
      for (let r = 0; r < n; r++) {
        let image = 0;
        for (let c = 0; c < n; c++) image += matrix[r * n + c] * v[c];
        expect(Math.abs(image - values[i] * v[r])).toBeLessThan(1e-11 * values[0]);
      }
      for (let j = 0; j <= i; j++) {
        let product = 0;
        for (let c = 0; c < n; c++) product += v[c] * vectors[j * n + c];
        expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-12);
      }
    }
  });

  it('takes diagonal and zero matrices', () => {
    const diagonal = Float64Array.from([1, 0, 0, 0, 3, 0, 0, 0, 2]);
    expect([...symmetricEigen(diagonal, 3).values]).toEqual([3, 2, 1]);
    expect([...symmetricEigen(new Float64Array(16), 4).values]).toEqual([0, 0, 0, 0]);
  });
});

function toMatrix(values: Float64Array, n: number): Matrix {
  return Matrix.from1DArray(n, n, Array.from(values));
}
