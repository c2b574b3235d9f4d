/**
 * Cholesky factor of a symmetric positive definite matrix and solves with it, on flat row-major float64 arrays: rows are
 * read from left to right, so that the cache is used; several right-hand sides share one pass over the factor.
 */

/** Lower factor L of A = L L^T `[n, n]` (upper part zero), or null where A is not positive definite. A is kept. */
function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  const l = new Float64Array(n * n);
  for (let top = 0; top < n; top += 4) {
    const whole = top + 4 <= n;
    if (whole) for (let j = 0; j < top; j += 2) solveTile(matrix, l, n, top, j);
    for (let i = top; i < Math.min(top + 4, n); i++) {
      const ri = i * n;
      for (let j = whole ? top : 0; j <= i; j++) {
        const value = matrix[ri + j] - dot(l, ri, j * n, j);
        if (j < i) l[ri + j] = value / l[j * n + j];
        else if (value > 0 && Number.isFinite(value)) l[ri + j] = Math.sqrt(value);
        else return null;
      }
    }
  }
  return l;
}

/** Columns j and j + 1 of the factor's rows i .. i + 3, all rows above and columns before being known: eight sums in registers. */
function solveTile(matrix: Float64Array, l: Float64Array, n: number, i: number, j: number): void {
  const a0 = i * n;
  const a1 = a0 + n;
  const a2 = a1 + n;
  const a3 = a2 + n;
  const b0 = j * n;
  const b1 = b0 + n;
  let s00 = matrix[a0 + j];
  let s01 = matrix[a0 + j + 1];
  let s10 = matrix[a1 + j];
  let s11 = matrix[a1 + j + 1];
  let s20 = matrix[a2 + j];
  let s21 = matrix[a2 + j + 1];
  let s30 = matrix[a3 + j];
  let s31 = matrix[a3 + j + 1];
  for (let p = 0; p < j; p++) {
    const y0 = l[b0 + p];
    const y1 = l[b1 + p];
    const x0 = l[a0 + p];
    const x1 = l[a1 + p];
    const x2 = l[a2 + p];
    const x3 = l[a3 + p];
    s00 -= x0 * y0;
    s01 -= x0 * y1;
    s10 -= x1 * y0;
    s11 -= x1 * y1;
    s20 -= x2 * y0;
    s21 -= x2 * y1;
    s30 -= x3 * y0;
    s31 -= x3 * y1;
  }
  const first = 1 / l[b0 + j];
  const second = 1 / l[b1 + j + 1];
  const below = l[b1 + j];
  l[a0 + j] = s00 *= first;
  l[a1 + j] = s10 *= first;
  l[a2 + j] = s20 *= first;
  l[a3 + j] = s30 *= first;
  l[a0 + j + 1] = (s01 - s00 * below) * second;
  l[a1 + j + 1] = (s11 - s10 * below) * second;
  l[a2 + j + 1] = (s21 - s20 * below) * second;
  l[a3 + j + 1] = (s31 - s30 * below) * second;
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
    let i = 0;
    for (; i + 1 < n; i += 2) {
      const row = i * n;
      const under = row + n;
      let s0 = x[r * n + i];
      let s1 = x[(r + x1) * n + i];
      let s2 = x[(r + x2) * n + i];
      let s3 = x[(r + x3) * n + i];
      let t0 = x[r * n + i + 1];
      let t1 = x[(r + x1) * n + i + 1];
      let t2 = x[(r + x2) * n + i + 1];
      let t3 = x[(r + x3) * n + i + 1];
      for (let j = 0, k = 0; j < i; j++, k += 4) {
        const v = l[row + j];
        const w = l[under + j];
        const z0 = z[k];
        const z1 = z[k + 1];
        const z2 = z[k + 2];
        const z3 = z[k + 3];
        s0 -= v * z0;
        s1 -= v * z1;
        s2 -= v * z2;
        s3 -= v * z3;
        t0 -= w * z0;
        t1 -= w * z1;
        t2 -= w * z2;
        t3 -= w * z3;
      }
      const first = 1 / l[row + i];
      const beside = l[under + i];
      const second = 1 / l[under + i + 1];
      z[4 * i] = s0 *= first;
      z[4 * i + 1] = s1 *= first;
      z[4 * i + 2] = s2 *= first;
      z[4 * i + 3] = s3 *= first;
      z[4 * i + 4] = t0 = (t0 - beside * s0) * second;
      z[4 * i + 5] = t1 = (t1 - beside * s1) * second;
      z[4 * i + 6] = t2 = (t2 - beside * s2) * second;
      z[4 * i + 7] = t3 = (t3 - beside * s3) * second;
      q0 += s0 * s0 + t0 * t0;
      q1 += s1 * s1 + t1 * t1;
      q2 += s2 * s2 + t2 * t2;
      q3 += s3 * s3 + t3 * t3;
    }
    if (i < n) {
      const last = [x[r * n + i], x[(r + x1) * n + i], x[(r + x2) * n + i], x[(r + x3) * n + i]];
      for (let j = 0; j < i; j++) for (let c = 0; c < 4; c++) last[c] -= l[i * n + j] * z[4 * j + c];
      const [e0, e1, e2, e3] = last.map((value) => (value / l[i * n + i]) ** 2);
      q0 += e0;
      q1 += e1;
      q2 += e2;
      q3 += e3;
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
