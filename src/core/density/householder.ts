/**
 * Householder reduction of a symmetric matrix to tridiagonal form, A = Q T Q^T (Golub and Van Loan, 8.3.1). The update of one step and the
 * product that the next one needs go over the matrix together, two rows at a time: the pass over memory is what it costs.
 */
export interface Tridiagonal {
  readonly n: number;
  /** Reflector k, `H = I - beta v v^T`, lies in row k, columns k + 1 .. n - 1. */
  readonly reflectors: Float64Array;
  readonly betas: Float64Array;
  /** Of T. */
  readonly diagonal: Float64Array;
  /** T[k, k + 1]; the last entry is 0. */
  readonly off: Float64Array;
}

/** `matrix` `[n, n]` is kept; only its upper triangle is read. */
export function tridiagonalise(matrix: Float64Array, n: number): Tridiagonal {
  const a = matrix.slice();
  const betas = new Float64Array(n);
  const diagonal = new Float64Array(n);
  const off = new Float64Array(n);
  // The pending update A <- A - u w^T - w u^T of the step before, u lying in row `u` of the matrix; none at first.
  let w = new Float64Array(n);
  let p = new Float64Array(n);
  let u = 0;
  for (let k = 0; k < n; k++) {
    const v = k * n;
    const [uk, wk] = [a[u + k], w[k]];
    for (let j = k; j < n; j++) a[v + j] -= uk * w[j] + wk * a[u + j];
    diagonal[k] = a[v + k];
    if (k < n - 1) betas[k] = reflect(a, v + k + 1, n - k - 1, off, k);
    p.fill(0);
    sweep(a, n, k, v, u, w, p);
    const beta = betas[k];
    let along = 0;
    for (let j = k + 1; j < n; j++) along += p[j] * a[v + j];
    const shift = 0.5 * beta * beta * along;
    for (let j = k + 1; j < n; j++) p[j] = beta * p[j] - shift * a[v + j];
    [w, p] = [p, w];
    u = v;
  }
  return { n, reflectors: a, betas, diagonal, off };
}

/** Makes the reflector that leaves off[k] of a row's tail `[length]`; returns its beta, 0 where there is nothing to take away. */
function reflect(a: Float64Array, at: number, length: number, off: Float64Array, k: number): number {
  let tail = 0;
  for (let j = at + 1; j < at + length; j++) tail += a[j] * a[j];
  off[k] = a[at];
  if (tail === 0) return 0;
  const norm = Math.sqrt(tail + a[at] * a[at]);
  const alpha = a[at] > 0 ? -norm : norm;
  const beta = 1 / (norm * (norm + Math.abs(a[at])));
  a[at] -= alpha;
  off[k] = alpha;
  return beta;
}

/** Applies the pending update to the rows after k (upper triangle) and adds the product of what results with reflector k to `p`. */
function sweep(
  a: Float64Array,
  n: number,
  k: number,
  v: number,
  u: number,
  w: Float64Array,
  p: Float64Array,
): void {
  let i = k + 1;
  for (; i + 1 < n; i += 2) {
    const r0 = i * n;
    const r1 = r0 + n;
    const u0 = a[u + i];
    const w0 = w[i];
    const v0 = a[v + i];
    const u1 = a[u + i + 1];
    const w1 = w[i + 1];
    const v1 = a[v + i + 1];
    const corner = (a[r0 + i] -= 2 * u0 * w0);
    const beside = (a[r0 + i + 1] -= u0 * w1 + w0 * u1);
    const next = (a[r1 + i + 1] -= 2 * u1 * w1);
    let s0 = corner * v0 + beside * v1;
    let s1 = beside * v0 + next * v1;
    for (let j = i + 2; j < n; j++) {
      const uj = a[u + j];
      const wj = w[j];
      const vj = a[v + j];
      const x0 = a[r0 + j] - u0 * wj - w0 * uj;
      const x1 = a[r1 + j] - u1 * wj - w1 * uj;
      a[r0 + j] = x0;
      a[r1 + j] = x1;
      s0 += x0 * vj;
      s1 += x1 * vj;
      p[j] += x0 * v0 + x1 * v1;
    }
    p[i] += s0;
    p[i + 1] += s1;
  }
  if (i < n) {
    a[i * n + i] -= 2 * a[u + i] * w[i];
    p[i] += a[i * n + i] * a[v + i];
  }
}

/** y <- Q^T y for each of the rows `[count, n]`, four at a time so that a reflector is read once for them. */
export function applyReflectors(
  { n, reflectors, betas }: Tridiagonal,
  rows: Float64Array,
  count: number,
): void {
  let r = 0;
  for (; r + 3 < count; r += 4) reflectFour(n, reflectors, betas, rows, r * n);
  for (; r < count; r++) reflectOne(n, reflectors, betas, rows, r * n);
}

/** What one reflector takes away and what the next one finds along itself are one pass over the rows. */
function reflectFour(
  n: number,
  reflectors: Float64Array,
  betas: Float64Array,
  rows: Float64Array,
  y0: number,
): void {
  const y1 = y0 + n;
  const y2 = y1 + n;
  const y3 = y2 + n;
  let d0 = 0;
  let d1 = 0;
  let d2 = 0;
  let d3 = 0;
  for (let k = -1; k < n - 2; k++) {
    const beta = k < 0 ? 0 : betas[k];
    const b0 = beta * d0;
    const b1 = beta * d1;
    const b2 = beta * d2;
    const b3 = beta * d3;
    const v = Math.max(k, 0) * n;
    if (k >= 0) {
      const first = reflectors[v + k + 1];
      rows[y0 + k + 1] -= b0 * first;
      rows[y1 + k + 1] -= b1 * first;
      rows[y2 + k + 1] -= b2 * first;
      rows[y3 + k + 1] -= b3 * first;
    }
    const next = (k + 1) * n;
    d0 = d1 = d2 = d3 = 0;
    for (let j = k + 2; j < n; j++) {
      const vj = reflectors[v + j];
      const nj = reflectors[next + j];
      const x0 = rows[y0 + j] - b0 * vj;
      const x1 = rows[y1 + j] - b1 * vj;
      const x2 = rows[y2 + j] - b2 * vj;
      const x3 = rows[y3 + j] - b3 * vj;
      rows[y0 + j] = x0;
      rows[y1 + j] = x1;
      rows[y2 + j] = x2;
      rows[y3 + j] = x3;
      d0 += nj * x0;
      d1 += nj * x1;
      d2 += nj * x2;
      d3 += nj * x3;
    }
  }
}

function reflectOne(
  n: number,
  reflectors: Float64Array,
  betas: Float64Array,
  rows: Float64Array,
  y: number,
): void {
  for (let k = 0; k < n - 2; k++) {
    let along = 0;
    for (let j = k + 1; j < n; j++) along += reflectors[k * n + j] * rows[y + j];
    along *= betas[k];
    for (let j = k + 1; j < n; j++) rows[y + j] -= along * reflectors[k * n + j];
  }
}
