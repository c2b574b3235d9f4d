/**
 * Extreme eigenvalues without a full decomposition, for the condition number shown in the side panel: Lanczos's method (Golub and Van Loan, 10.1) on
 * the matrix for the largest, on its inverse through the Cholesky factor for the smallest. Both stop at 1e-9 relative change. Without
 * orthogonalising again: what rounding repeats are copies of eigenvalues, which do not move the largest.
 */
import { choleskySolve } from './cholesky.ts';
import { dot, multiplyVector } from './products.ts';
import { eigenvaluesByQl } from './rotations.ts';

const MOST_STEPS = 200;
/** Steps between two looks at the largest eigenvalue. */
const LOOK = 5;

/** `apply` gives a new vector. */
function dominant(n: number, apply: (v: Float64Array) => Float64Array): number {
  // A fixed start with a component in every direction: same input, same answer.
  let v: Float64Array = Float64Array.from({ length: n }, (_, i) => 1 + 0.5 * Math.sin(1 + 7.3 * i));
  scaleBy(v, 1 / Math.sqrt(dot(v, v)));
  let before: Float64Array = new Float64Array(n);
  const diagonal = new Float64Array(MOST_STEPS);
  const off = new Float64Array(MOST_STEPS);
  let value = 0;
  for (let step = 0, beta = 0; step < MOST_STEPS; step++) {
    const next = apply(v);
    for (let i = 0; i < n; i++) next[i] -= beta * before[i];
    const along = dot(next, v);
    for (let i = 0; i < n; i++) next[i] -= along * v[i];
    beta = Math.sqrt(dot(next, next));
    diagonal[step] = along;
    off[step] = beta;
    const exhausted = step + 1 >= n || beta <= 1e-14 * Math.abs(diagonal[0]);
    if (exhausted || (step + 1) % LOOK === 0) {
      const known = step + 1;
      const small = { n: known, diagonal: diagonal.subarray(0, known), off: off.subarray(0, known) };
      const found = Math.max(...eigenvaluesByQl(small).values);
      if (exhausted || Math.abs(found - value) <= 1e-9 * Math.abs(found)) return found;
      value = found;
    }
    scaleBy(next, 1 / beta);
    before = v;
    v = next;
  }
  return value;
}

function scaleBy(v: Float64Array, factor: number): void {
  for (let i = 0; i < v.length; i++) v[i] *= factor;
}

/** Largest eigenvalue of a symmetric positive semi-definite matrix `[n, n]`. */
export function largestEigenvalue(matrix: Float64Array, n: number): number {
  return dominant(n, (v) => multiplyVector(matrix, v, n));
}

/** Smallest eigenvalue of A = L L^T from its factor. */
export function smallestEigenvalue(factor: Float64Array, n: number): number {
  const inverse = dominant(n, (v) => choleskySolve(factor, n, v));
  return inverse > 0 ? 1 / inverse : 0;
}
