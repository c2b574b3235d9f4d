/**
 * Turns a map of points so that it lies as the one before: of two maps of the same points the axes of principal components may be swapped, flipped
 * or turned, and points would jump where nothing has moved. Orthogonal Procrustes in two dimensions, in closed form.
 */

/** A rotation, or a rotation with a reflection: `[a, b, c, d]` maps (x, y) to (a x + b y, c x + d y). */
export type Turn = readonly [number, number, number, number];

/** The turn of `plane` that brings its points nearest to those of `before`, both `[n, 2]` about their own means, in the least squares. */
export function turnTo(plane: Float32Array, before: Float32Array): Turn {
  const n = Math.min(plane.length, before.length) / 2;
  const mean = (of: Float32Array, axis: number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += of[2 * i + axis] / n;
    return sum;
  };
  const [px, py, bx, by] = [mean(plane, 0), mean(plane, 1), mean(before, 0), mean(before, 1)];
  let [xx, xy, yx, yy] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [plane[2 * i] - px, plane[2 * i + 1] - py];
    const [u, v] = [before[2 * i] - bx, before[2 * i + 1] - by];
    xx += x * u;
    xy += x * v;
    yx += y * u;
    yy += y * v;
  }
  const rotated = Math.hypot(xx + yy, xy - yx);
  const reflected = Math.hypot(xx - yy, xy + yx);
  if (rotated === 0 && reflected === 0) return [1, 0, 0, 1];
  if (rotated >= reflected) {
    const [cosine, sine] = [(xx + yy) / rotated, (xy - yx) / rotated];
    return [cosine, -sine, sine, cosine];
  }
  const [cosine, sine] = [(xx - yy) / reflected, (xy + yx) / reflected];
  return [cosine, sine, sine, -cosine];
}

export function turned(plane: Float32Array, [a, b, c, d]: Turn): Float32Array {
  const out = new Float32Array(plane.length);
  for (let i = 0; i < plane.length; i += 2) {
    out[i] = a * plane[i] + b * plane[i + 1];
    out[i + 1] = c * plane[i] + d * plane[i + 1];
  }
  return out;
}

/** Ellipse of a Gaussian of points in a map: its centre, half axes of one standard deviation and the angle of the longer one. */
export interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly long: number;
  readonly short: number;
  readonly angle: number;
}

/** Half of a Gaussian in two dimensions, 95 % and 99 % of it lie within so many standard deviations: the root of -2 ln(1 - p). */
export const ELLIPSE_RADII = [0.5, 0.95, 0.99].map((share) => Math.sqrt(-2 * Math.log(1 - share)));

/** Of the points at `rows`; null for fewer than three, or where all are one. */
export function ellipseOf(plane: Float32Array, rows: readonly number[]): Ellipse | null {
  const n = rows.length;
  if (n < 3) return null;
  let [x, y] = [0, 0];
  for (const row of rows) {
    x += plane[2 * row] / n;
    y += plane[2 * row + 1] / n;
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (const row of rows) {
    const [dx, dy] = [plane[2 * row] - x, plane[2 * row + 1] - y];
    xx += (dx * dx) / (n - 1);
    xy += (dx * dy) / (n - 1);
    yy += (dy * dy) / (n - 1);
  }
  const middle = (xx + yy) / 2;
  const apart = Math.hypot((xx - yy) / 2, xy);
  if (!(middle + apart > 0)) return null;
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { x, y, long: Math.sqrt(middle + apart), short: Math.sqrt(Math.max(0, middle - apart)), angle };
}
