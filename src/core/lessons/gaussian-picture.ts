/**
 * Page 5: embeddings in a plane that a person can read, with the Gaussian of the training points there (Eq. 2 of the paper in two dimensions).
 * Across: the largest principal component of the training points. Upwards: where there are defects, the direction at right angles to it in which they
 * are furthest out, in the Gaussian's own measure; else the second component. The choice of the plane looks at labels, the distances do not.
 */
import { rowScale } from '../density/rows.ts';
import { symmetricEigen } from '../density/symmetric-eigen.ts';

export interface GaussianPicture {
  /** `[rows, 2]`, centred on the training mean, in standard deviations of the training points along each axis; training rows first. */
  readonly points: Float64Array;
  /** How long the second axis is drawn where the first has length 1: its standard deviation is far smaller, and would be a line. */
  readonly squeeze: number;
  /** Standard deviation of the first axis over that of the second. */
  readonly ratio: number;
  /** True where the second axis was chosen to show the defects. */
  readonly showsDefects: boolean;
}

/** The second axis' standard deviation in the picture. */
const SQUEEZE = 0.4;
/** Share of the mean variance that every direction is given when directions are compared: few images know few directions. */
const SHRINKAGE = 0.1;

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, k) => sum + value * b[k], 0);

/** Rows minus the mean of the first `n`. */
function centred(features: Float32Array, n: number, d: number, l2Normalise: boolean): Float64Array[] {
  const rows = Array.from({ length: features.length / d }, (_, r) => {
    const scale = rowScale(features, r, { dimension: d, l2Normalise, locations: 1 });
    return Float64Array.from(features.subarray(r * d, (r + 1) * d), (value) => value * scale);
  });
  const mean = new Float64Array(d);
  for (const row of rows.slice(0, n)) row.forEach((value, k) => (mean[k] += value / n));
  return rows.map((row) => row.map((value, k) => value - mean[k]));
}

function secondMoment(rows: readonly Float64Array[], d: number): Float64Array {
  const moment = new Float64Array(d * d);
  for (const row of rows)
    for (let i = 0; i < d; i++)
      for (let j = i; j < d; j++) moment[i * d + j] += (row[i] * row[j]) / rows.length;
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) moment[i * d + j] = moment[j * d + i];
  return moment;
}

/** The direction, at right angles to `first`, in which `defects` are furthest out in units of the training points' spread. */
function furthest(
  defects: readonly Float64Array[],
  values: Float64Array,
  axes: readonly Float64Array[],
  d: number,
): Float64Array {
  const even = (SHRINKAGE * values.reduce((sum, value) => sum + Math.max(0, value), 0)) / d;
  // In the coordinates of the components after the first, each in its own unit.
  const rest = axes.slice(1);
  const unit = rest.map((_, i) => Math.sqrt((1 - SHRINKAGE) * Math.max(0, values[i + 1]) + even) || 1);
  const whitened = defects.map((row) => Float64Array.from(rest, (axis, i) => dot(row, axis) / unit[i]));
  const { vectors } = symmetricEigen(secondMoment(whitened, d - 1), d - 1);
  const found = new Float64Array(d);
  rest.forEach((axis, i) => axis.forEach((value, k) => (found[k] += (vectors[i] / unit[i]) * value)));
  const length = Math.sqrt(dot(found, found));
  return length > 0 ? found.map((value) => value / length) : rest[0];
}

/**
 * @param features `[n + m, d]` row-major: `n` training rows (at least 3), then others; d at least 2
 * @param defects indices of rows that are defects
 */
export function gaussianPicture(
  features: Float32Array,
  n: number,
  d: number,
  l2Normalise: boolean,
  defects: readonly number[] = [],
): GaussianPicture {
  const rows = centred(features, n, d, l2Normalise);
  const { values, vectors } = symmetricEigen(secondMoment(rows.slice(0, n), d), d);
  const axes = Array.from({ length: d }, (_, i) => Float64Array.from(vectors.subarray(i * d, (i + 1) * d)));
  const showsDefects = defects.length > 0;
  const second = showsDefects
    ? furthest(
        defects.map((r) => rows[r]),
        Float64Array.from(values),
        axes,
        d,
      )
    : axes[1];
  const deviation = (axis: Float64Array) =>
    Math.sqrt(rows.slice(0, n).reduce((sum, row) => sum + dot(row, axis) ** 2, 0) / n) || 1e-10;
  const [long, short] = [deviation(axes[0]), deviation(second)];
  const points = new Float64Array(rows.length * 2);
  rows.forEach((row, r) => {
    points[2 * r] = dot(row, axes[0]) / long;
    points[2 * r + 1] = dot(row, second) / short;
  });
  return { points, squeeze: SQUEEZE, ratio: long / short, showsDefects };
}
