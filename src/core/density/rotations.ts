/**
 * Eigenvalues of a symmetric tridiagonal matrix by implicit QL (Golub and Van Loan, 8.3.3). The plane rotations are kept, not applied: whoever needs
 * the coordinates of a few vectors along the eigenvectors turns those vectors alone, which is far less than turning a whole basis.
 */
import type { Tridiagonal } from './householder.ts';

const MOST_SWEEPS = 200;

/** Rotations in the order in which they were made: sweep s turns the planes (i, i + 1) for i = from[s] - 1 down, `count[s]` of them. */
export interface Rotations {
  readonly from: readonly number[];
  readonly count: readonly number[];
  /** Cosine and sine, in turns. */
  readonly turns: Float64Array;
}

/** Eigenvalues `[n]` in the order in which they come, and the rotations that lead there. */
export function eigenvaluesByQl({
  n,
  diagonal: given,
  off: givenOff,
}: Pick<Tridiagonal, 'n' | 'diagonal' | 'off'>): {
  values: Float64Array;
  rotations: Rotations;
} {
  const diagonal = given.slice();
  const off = givenOff.slice();
  const from: number[] = [];
  const count: number[] = [];
  let turns = new Float64Array(4 * n * n);
  let length = 0;
  off[n - 1] = 0;
  let scale = 0;
  for (let i = 0; i < n; i++) scale = Math.max(scale, Math.abs(diagonal[i]) + Math.abs(off[i]));
  const negligible = scale * Number.EPSILON * 1e-3;
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      let m = l;
      for (; m < n - 1; m++) {
        const neighbours = Math.abs(diagonal[m]) + Math.abs(diagonal[m + 1]);
        if (Math.abs(off[m]) <= Number.EPSILON * neighbours + negligible) break;
      }
      if (m === l) break;
      if (length + 2 * n > turns.length) {
        const longer = new Float64Array(2 * turns.length);
        longer.set(turns);
        turns = longer;
      }
      const before = length;
      let g = (diagonal[l + 1] - diagonal[l]) / (2 * off[l]);
      const radius = Math.sqrt(g * g + 1);
      g = diagonal[m] - diagonal[l] + off[l] / (g + (g >= 0 ? radius : -radius));
      let sine = 1;
      let cosine = 1;
      let carried = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = sine * off[i];
        const b = cosine * off[i];
        const r = length2(f, g);
        off[i + 1] = r;
        if (r === 0) {
          diagonal[i + 1] -= carried;
          off[m] = 0;
          break;
        }
        sine = f / r;
        cosine = g / r;
        const shifted = diagonal[i + 1] - carried;
        const t = (diagonal[i] - shifted) * sine + 2 * cosine * b;
        carried = sine * t;
        diagonal[i + 1] = shifted + carried;
        g = cosine * t - b;
        turns[length++] = cosine;
        turns[length++] = sine;
      }
      from.push(m);
      count.push((length - before) / 2);
      if (i >= l) continue;
      diagonal[l] -= carried;
      off[l] = g;
      off[m] = 0;
    }
  }
  return { values: diagonal, rotations: { from, count, turns: turns.subarray(0, length) } };
}

/** Length of (x, y): the plain root where squares neither overflow nor vanish, which is five times as fast as Math.hypot. */
function length2(x: number, y: number): number {
  const square = x * x + y * y;
  return square > 1e-280 && square < 1e280 ? Math.sqrt(square) : Math.hypot(x, y);
}

/** Turns each of the rows `[count, n]`, four at a time: what a rotation leaves for the next one stays in registers. */
export function applyRotations(rotations: Rotations, n: number, rows: Float64Array, count: number): void {
  let r = 0;
  for (; r + 3 < count; r += 4) turnFour(rotations, rows, r * n, n);
  for (; r < count; r++) turnOne(rotations, rows, r * n);
}

function turnFour({ from, count, turns }: Rotations, rows: Float64Array, y: number, n: number): void {
  for (let s = 0, t = 0; s < from.length; s++) {
    const own = count[s];
    const shorter = s + 1 < from.length && from[s + 1] === from[s] ? own - count[s + 1] : -1;
    if (own > 0 && (shorter === 0 || shorter === 1)) {
      twoSweeps(turns, t, own, shorter === 0, rows, y, n, from[s]);
      t += 2 * (own + count[++s]);
    } else {
      for (let r = 0; r < 4; r++) oneSweep(turns, t, own, rows, y + r * n + from[s]);
      t += 2 * own;
    }
  }
}

/**
 * A sweep of `own` rotations from plane (i - 1, i) down and, one plane behind it, the next sweep, which is as long (`even`) or one shorter: each
 * number is read and written once for two rotations.
 */
function twoSweeps(
  turns: Float64Array,
  t: number,
  own: number,
  even: boolean,
  rows: Float64Array,
  y: number,
  n: number,
  start: number,
): void {
  let p0 = y + start;
  let p1 = p0 + n;
  let p2 = p1 + n;
  let p3 = p2 + n;
  let cosine = turns[t];
  let sine = turns[t + 1];
  let e0 = rows[p0 - 1];
  let e1 = rows[p1 - 1];
  let e2 = rows[p2 - 1];
  let e3 = rows[p3 - 1];
  // g: carried by the second sweep, f: by the first, one place below.
  let g0 = sine * e0 + cosine * rows[p0];
  let g1 = sine * e1 + cosine * rows[p1];
  let g2 = sine * e2 + cosine * rows[p2];
  let g3 = sine * e3 + cosine * rows[p3];
  let f0 = cosine * e0 - sine * rows[p0];
  let f1 = cosine * e1 - sine * rows[p1];
  let f2 = cosine * e2 - sine * rows[p2];
  let f3 = cosine * e3 - sine * rows[p3];
  let second = t + 2 * own;
  const end = second;
  for (t += 2; t < end; t += 2, second += 2) {
    cosine = turns[t];
    sine = turns[t + 1];
    const c = turns[second];
    const d = turns[second + 1];
    e0 = rows[p0 - 2];
    e1 = rows[p1 - 2];
    e2 = rows[p2 - 2];
    e3 = rows[p3 - 2];
    const x0 = sine * e0 + cosine * f0;
    const x1 = sine * e1 + cosine * f1;
    const x2 = sine * e2 + cosine * f2;
    const x3 = sine * e3 + cosine * f3;
    f0 = cosine * e0 - sine * f0;
    f1 = cosine * e1 - sine * f1;
    f2 = cosine * e2 - sine * f2;
    f3 = cosine * e3 - sine * f3;
    rows[p0--] = d * x0 + c * g0;
    rows[p1--] = d * x1 + c * g1;
    rows[p2--] = d * x2 + c * g2;
    rows[p3--] = d * x3 + c * g3;
    g0 = c * x0 - d * g0;
    g1 = c * x1 - d * g1;
    g2 = c * x2 - d * g2;
    g3 = c * x3 - d * g3;
  }
  const c = even ? turns[second] : 1;
  const d = even ? turns[second + 1] : 0;
  rows[p0] = d * f0 + c * g0;
  rows[p1] = d * f1 + c * g1;
  rows[p2] = d * f2 + c * g2;
  rows[p3] = d * f3 + c * g3;
  rows[p0 - 1] = c * f0 - d * g0;
  rows[p1 - 1] = c * f1 - d * g1;
  rows[p2 - 1] = c * f2 - d * g2;
  rows[p3 - 1] = c * f3 - d * g3;
}

function oneSweep(turns: Float64Array, t: number, own: number, rows: Float64Array, at: number): void {
  let f = rows[at];
  for (const end = t + 2 * own; t < end; t += 2, at--) {
    const e = rows[at - 1];
    rows[at] = turns[t + 1] * e + turns[t] * f;
    f = turns[t] * e - turns[t + 1] * f;
  }
  rows[at] = f;
}

function turnOne({ from, count, turns }: Rotations, rows: Float64Array, y: number): void {
  for (let s = 0, t = 0; s < from.length; t += 2 * count[s++])
    oneSweep(turns, t, count[s], rows, y + from[s]);
}
