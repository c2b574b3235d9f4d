/**
 * Two principal components of many rows, for a map of the embeddings: subspace iteration on the Gram matrix of rows or, where it is smaller,
 * on the covariance of features, so that neither 2,000 images nor 1,280 features cost much. The same rows give the same map: the start
 * is fixed, and each component points where its largest coordinate is positive.
 */
import { dot, gram, multiplyVector, transpose } from '../density/products.ts';

const MOST_ITERATIONS = 300;
const TOLERANCE = 1e-7;

/** Coordinates `[n, 2]` of rows `[n, d]`. */
export function principalPlane(features: Float32Array, n: number, d: number): Float32Array {
  const out = new Float32Array(2 * n);
  if (n < 2) return out;
  const x = centred(features, n, d);
  const wide = n <= d;
  const columns = new Float64Array(n * d);
  if (!wide) transpose(x, n, d, columns);
  const matrix = wide ? gram(x, n, d) : gram(columns, d, n);
  const side = wide ? n : d;
  const first = dominant(matrix, side, null);
  const second = dominant(matrix, side, first.vector);
  [first, second].forEach(({ vector, value }, component) => {
    // Of the Gram matrix u_i sqrt(l) are the coordinates themselves; of the covariance they are the rows along the vector.
    const along = wide ? vector.map((v) => v * Math.sqrt(Math.max(0, value))) : multiplyVector(x, vector, n);
    let largest = 0;
    for (let i = 1; i < n; i++) if (Math.abs(along[i]) > Math.abs(along[largest])) largest = i;
    const sign = along[largest] < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) out[2 * i + component] = sign * along[i];
  });
  return out;
}

/** Two axes of a plane in the space of the features, `[d]` each, of length 1 (of length 0 where nothing varies). */
export type Axes = readonly [Float64Array, Float64Array];

/** Along which rows `x` `[n, d]`, about their mean, have the coordinates `plane` `[n, 2]` of their principal components. */
function axesOf(plane: Float32Array, x: Float32Array, n: number, d: number): Axes {
  const along = (component: number, across: Float64Array | null): Float64Array => {
    const axis = new Float64Array(d);
    for (let i = 0; i < n; i++)
      for (let k = 0; k < d; k++) axis[k] += plane[2 * i + component] * x[i * d + k];
    if (across) {
      const shared = dot(axis, across);
      for (let k = 0; k < d; k++) axis[k] -= shared * across[k];
    }
    const length = Math.sqrt(dot(axis, axis));
    return length > 0 ? axis.map((value) => value / length) : axis;
  };
  const first = along(0, null);
  return [first, along(1, first)];
}

/** Coordinates `[n, 2]` of rows `[n, d]`, about their own mean, along axes that other rows have given. */
export function onAxes(features: Float32Array, n: number, d: number, axes: Axes): Float32Array {
  const x = centred(features, n, d);
  const out = new Float32Array(2 * n);
  axes.forEach((axis, component) => {
    const along = multiplyVector(x, axis, n);
    for (let i = 0; i < n; i++) out[2 * i + component] = along[i];
  });
  return out;
}

/**
 * The planes of two networks' rows `[n, d]` in the same two axes: principal components of both together, each about its own mean, so that what is
 * shown is how the rows of a network lie to each other, not how far the networks are apart. Both `[n, 2]`; and
 * the axes themselves, for rows of the same network at another step.
 */
export function jointPlanes(
  first: Float32Array,
  second: Float32Array,
  n: number,
  d: number,
): { readonly planes: readonly [Float32Array, Float32Array]; readonly axes: Axes } {
  const both = new Float32Array(2 * n * d);
  both.set(centred(first, n, d));
  both.set(centred(second, n, d), n * d);
  const plane = principalPlane(both, 2 * n, d);
  const axes = axesOf(plane, both, 2 * n, d);
  return { planes: [onAxes(first, n, d, axes), onAxes(second, n, d, axes)], axes };
}

function centred(features: Float32Array, n: number, d: number): Float64Array {
  const x = Float64Array.from(features.subarray(0, n * d));
  for (let k = 0; k < d; k++) {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += x[i * d + k];
    mean /= n;
    for (let i = 0; i < n; i++) x[i * d + k] -= mean;
  }
  return x;
}

/** Largest eigenvalue and unit eigenvector orthogonal to `without`. */
function dominant(
  matrix: Float64Array,
  n: number,
  without: Float64Array | null,
): { vector: Float64Array; value: number } {
  let v = Float64Array.from({ length: n }, (_, i) => 1 + Math.sin(1 + 7.3 * i));
  let value = 0;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    if (without) {
      const along = dot(v, without);
      for (let i = 0; i < n; i++) v[i] -= along * without[i];
    }
    const norm = Math.sqrt(dot(v, v));
    if (norm < 1e-30) return { vector: new Float64Array(n), value: 0 };
    for (let i = 0; i < n; i++) v[i] /= norm;
    const next = Float64Array.from(multiplyVector(matrix, v, n));
    const rayleigh = dot(v, next);
    if (Math.abs(rayleigh - value) <= TOLERANCE * Math.abs(rayleigh)) return { vector: v, value: rayleigh };
    value = rayleigh;
    v = next;
  }
  const norm = Math.sqrt(dot(v, v)) || 1;
  return { vector: v.map((entry) => entry / norm), value };
}
