/**
 * Cholesky factor of a symmetric positive definite matrix and solves with it, on flat row-major float64 arrays: rows are
 * read from left to right, so that the cache is used; several right-hand sides share one pass over the factor.
 */

/** Lower factor L of A = L L^T `[n, n]` (upper part zero), or null where A is not positive definite. A is kept. */
export function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const ri = i * n;
    for (let j = 0; j <= i; j++) {
      const value = matrix[ri + j] - dot(l, ri, j * n, j);
      if (j < i) l[ri + j] = value / l[j * n + j];
      else if (value > 0 && Number.isFinite(value)) l[ri + j] = Math.sqrt(value);
      else return null;
    }
  }
  return l;
}

/** Adds to the diagonal until the factor exists: rounding can make a nearly singular covariance indefinite. */
export function choleskyWithFloor(matrix: Float64Array, n: number): Float64Array {
  let trace = 0;
  for (let i = 0; i < n; i++) trace += matrix[i * n + i];
  let jitter = trace > 0 ? (trace / n) * 1e-14 : 1e-14;
  let attempt = matrix;
  for (;;) {
    const factor = cholesky(attempt, n);
    if (factor) return factor;
    attempt = matrix.slice();
    for (let i = 0; i < n; i++) attempt[i * n + i] += jitter;
    jitter *= 10;
  }
}

/** Four partial sums hide the latency of the additions. */
function dot(l: Float64Array, a: number, b: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let p = 0;
  for (; p + 3 < length; p += 4) {
    s0 += l[a + p] * l[b + p];
    s1 += l[a + p + 1] * l[b + p + 1];
    s2 += l[a + p + 2] * l[b + p + 2];
    s3 += l[a + p + 3] * l[b + p + 3];
  }
  for (; p < length; p++) s0 += l[a + p] * l[b + p];
  return s0 + s1 + (s2 + s3);
}

/** |L^-1 x|^2 for each of the `count` rows of x `[count, n]`; four rows at a time. */
export function squaredNormsAfterSolve(
  l: Float64Array,
  n: number,
  x: Float64Array,
  count: number,
): Float64Array {
  const out = new Float64Array(count);
  const z = new Float64Array(4 * n);
  for (let r = 0; r < count; r += 4) {
    const wide = Math.min(4, count - r);
    const x1 = Math.min(1, wide - 1);
    const x2 = Math.min(2, wide - 1);
    const x3 = Math.min(3, wide - 1);
    let q0 = 0;
    let q1 = 0;
    let q2 = 0;
    let q3 = 0;
    for (let i = 0; i < n; i++) {
      let s0 = x[r * n + i];
      let s1 = x[(r + x1) * n + i];
      let s2 = x[(r + x2) * n + i];
      let s3 = x[(r + x3) * n + i];
      const row = i * n;
      for (let j = 0, k = 0; j < i; j++, k += 4) {
        const v = l[row + j];
        s0 -= v * z[k];
        s1 -= v * z[k + 1];
        s2 -= v * z[k + 2];
        s3 -= v * z[k + 3];
      }
      const inverse = 1 / l[row + i];
      z[4 * i] = s0 *= inverse;
      z[4 * i + 1] = s1 *= inverse;
      z[4 * i + 2] = s2 *= inverse;
      z[4 * i + 3] = s3 *= inverse;
      q0 += s0 * s0;
      q1 += s1 * s1;
      q2 += s2 * s2;
      q3 += s3 * s3;
    }
    out[r] = q0;
    if (wide > 1) out[r + 1] = q1;
    if (wide > 2) out[r + 2] = q2;
    if (wide > 3) out[r + 3] = q3;
  }
  return out;
}

/** Solves L L^T y = x for one right-hand side `[n]`. */
export function choleskySolve(l: Float64Array, n: number, x: Float64Array): Float64Array {
  const y = x.slice();
  for (let i = 0; i < n; i++) {
    let s = y[i];
    for (let j = 0; j < i; j++) s -= l[i * n + j] * y[j];
    y[i] = s / l[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    const s = (y[i] /= l[i * n + i]);
    for (let j = 0; j < i; j++) y[j] -= l[i * n + j] * s;
  }
  return y;
}
