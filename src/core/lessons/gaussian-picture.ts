/**
 * Page 5: embeddings in the plane of their two largest principal components, with the Gaussian of the training points there. The same
 * estimator as Eq. 2 of the paper, in two dimensions that a person can see.
 */
import { fitGaussian } from '../density/gaussian.ts';
import { rowScale } from '../density/rows.ts';
import { symmetricEigen } from '../density/symmetric-eigen.ts';

export interface GaussianPicture {
  /** `[rows, 2]`, centred on the training mean, of the training rows and then the others. */
  readonly points: Float64Array;
  /** Standard deviations along the two axes, the longer first. */
  readonly sigmas: readonly [number, number];
  /** Share of the variance of the training rows that the plane shows, in [0, 1]. */
  readonly shown: number;
  /** Mahalanobis distance of a point of the plane. */
  distance(x: number, y: number): number;
}

const PLAIN = {
  l2Normalise: false,
  covariance: 'ridge',
  ridge: 1e-12,
  pcaVariance: 1,
  bankShare: 1,
} as const;

/** `features` `[n + m, d]` row-major: `n` training rows (at least 3), then others. */
export function gaussianPicture(
  features: Float32Array,
  n: number,
  d: number,
  l2Normalise: boolean,
): GaussianPicture {
  const rows = features.length / d;
  const x = new Float64Array(rows * d);
  const mean = new Float64Array(d);
  for (let r = 0; r < rows; r++) {
    const scale = rowScale(features, r, { dimension: d, l2Normalise, locations: 1 });
    for (let k = 0; k < d; k++) {
      x[r * d + k] = features[r * d + k] * scale;
      if (r < n) mean[k] += x[r * d + k] / n;
    }
  }
  for (let r = 0; r < rows; r++) for (let k = 0; k < d; k++) x[r * d + k] -= mean[k];
  const covariance = new Float64Array(d * d);
  for (let r = 0; r < n; r++)
    for (let i = 0; i < d; i++)
      for (let j = i; j < d; j++) covariance[i * d + j] += (x[r * d + i] * x[r * d + j]) / n;
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) covariance[i * d + j] = covariance[j * d + i];
  const { values, vectors } = symmetricEigen(covariance, d);
  const points = new Float64Array(rows * 2);
  for (let r = 0; r < rows; r++)
    for (let axis = 0; axis < 2; axis++)
      for (let k = 0; k < d; k++) points[2 * r + axis] += x[r * d + k] * vectors[axis * d + k];
  const layout = { dimension: 2, l2Normalise: false, locations: 1 };
  const density = fitGaussian(points, n, layout, PLAIN);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  return {
    points,
    sigmas: [Math.sqrt(Math.max(values[0], 1e-20)), Math.sqrt(Math.max(values[1], 1e-20))],
    shown: total > 0 ? (values[0] + values[1]) / total : 1,
    distance: (px, py) => Math.sqrt(Math.max(0, 2 * density.score(Float64Array.of(px, py), 1)[0])),
  };
}
