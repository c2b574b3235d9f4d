/**
 * Products of flat row-major float64 matrices, in tiles of 4 x 2 sums that stay in registers (about 2 G multiply-adds a
 * second in V8, three times a plain triple loop). Everything heavier than a vector in this room goes through here.
 */

/**
 * out[i * stride + j] += sum_p a[i, p] b[j, p] for a `[rows, inner]`, b `[columns, inner]`. With `lower` only tiles that
 * touch j <= i are computed (for a symmetric result).
 */
export function addProductTransposed(
  a: Float64Array,
  rows: number,
  b: Float64Array,
  columns: number,
  inner: number,
  out: Float64Array,
  stride: number,
  lower = false,
): void {
  for (let i = 0; i < rows; i += 4) {
    const tall = Math.min(4, rows - i);
    const last = lower ? Math.min(columns, i + tall) : columns;
    for (let j = 0; j < last; j += 2) {
      if (tall === 4 && j + 2 <= columns)
        tile(a, i * inner, b, j * inner, inner, out, i * stride + j, stride);
      else edge(a, i, tall, b, j, Math.min(2, columns - j), inner, out, stride);
    }
  }
}

function tile(
  a: Float64Array,
  a0: number,
  b: Float64Array,
  b0: number,
  inner: number,
  out: Float64Array,
  o0: number,
  stride: number,
): void {
  const a1 = a0 + inner;
  const a2 = a1 + inner;
  const a3 = a2 + inner;
  const b1 = b0 + inner;
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  for (let p = 0; p < inner; p++) {
    const y0 = b[b0 + p];
    const y1 = b[b1 + p];
    const x0 = a[a0 + p];
    const x1 = a[a1 + p];
    const x2 = a[a2 + p];
    const x3 = a[a3 + p];
    s00 += x0 * y0;
    s01 += x0 * y1;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s30 += x3 * y0;
    s31 += x3 * y1;
  }
  out[o0] += s00;
  out[o0 + 1] += s01;
  out[o0 + stride] += s10;
  out[o0 + stride + 1] += s11;
  out[o0 + 2 * stride] += s20;
  out[o0 + 2 * stride + 1] += s21;
  out[o0 + 3 * stride] += s30;
  out[o0 + 3 * stride + 1] += s31;
}

function edge(
  a: Float64Array,
  i0: number,
  tall: number,
  b: Float64Array,
  j0: number,
  wide: number,
  inner: number,
  out: Float64Array,
  stride: number,
): void {
  for (let i = i0; i < i0 + tall; i++)
    for (let j = j0; j < j0 + wide; j++) {
      let sum = 0;
      for (let p = 0; p < inner; p++) sum += a[i * inner + p] * b[j * inner + p];
      out[i * stride + j] += sum;
    }
}

/** Copies the lower triangle of a square matrix `[n, n]` into the upper one. */
export function mirrorLower(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[j * n + i] = matrix[i * n + j];
}

/** X X^T `[n, n]` of x `[n, d]`. */
export function gram(x: Float64Array, n: number, d: number): Float64Array {
  const out = new Float64Array(n * n);
  addProductTransposed(x, n, x, n, d, out, n, true);
  mirrorLower(out, n);
  return out;
}

/** `[columns, rows]` from `[rows, columns]`. */
export function transpose(x: Float64Array, rows: number, columns: number, out: Float64Array): void {
  for (let i = 0; i < rows; i++)
    for (let j = 0, from = i * columns; j < columns; j++) out[j * rows + i] = x[from + j];
}

/** a . b of two vectors of one length, in order. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** matrix `[n, m]` times vector `[m]`. */
export function multiplyVector(matrix: Float64Array, vector: Float64Array, n: number): Float64Array {
  const m = vector.length;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let at = i * m;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    let j = 0;
    for (; j + 3 < m; j += 4, at += 4) {
      s0 += matrix[at] * vector[j];
      s1 += matrix[at + 1] * vector[j + 1];
      s2 += matrix[at + 2] * vector[j + 2];
      s3 += matrix[at + 3] * vector[j + 3];
    }
    for (; j < m; j++, at++) s0 += matrix[at] * vector[j];
    out[i] = s0 + s1 + (s2 + s3);
  }
  return out;
}
