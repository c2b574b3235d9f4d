/**
 * Extreme eigenvalues without a full decomposition, for the condition number shown in the side panel: power iteration
 * for the largest, inverse iteration through the Cholesky factor for the smallest. Both stop at 1e-7 relative change.
 */
import { choleskySolve } from './cholesky.ts';
import { multiplyVector } from './products.ts';

const MAX_ITERATIONS = 200;

function dominant(n: number, apply: (v: Float64Array) => Float64Array): number {
  // A fixed start with a component in every direction: same input, same answer.
  let v = Float64Array.from({ length: n }, (_, i) => 1 + 0.5 * Math.sin(1 + 7.3 * i));
  let value = 0;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    let norm = 0;
    for (let i = 0; i < n; i++) norm += v[i] * v[i];
    norm = Math.sqrt(norm);
    if (norm === 0) return 0;
    for (let i = 0; i < n; i++) v[i] /= norm;
    const next = apply(v);
    let rayleigh = 0;
    for (let i = 0; i < n; i++) rayleigh += v[i] * next[i];
    if (Math.abs(rayleigh - value) <= 1e-7 * Math.abs(rayleigh)) return rayleigh;
    value = rayleigh;
    v = next as Float64Array<ArrayBuffer>;
  }
  return value;
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
