/**
 * Gaussian density estimator (paper Eq. 2), the paper's: half the squared Mahalanobis distance to the mean of the training features. The
 * covariance is made invertible as `density.covariance` says; held-out fits come from one pass over the rows, or from one Gram matrix.
 */
import { FoldScatter } from '../fold-scatter.ts';
import { FoldSums } from '../fold-sums.ts';
import { fitGaussian, usesGram } from '../gaussian.ts';
import { crossFitByGram } from '../gram-cross-fit.ts';
import { foldRows, heldOutScores, rowsWithout } from '../held-out.ts';
import { SharedProducts } from '../shared-products.ts';
import type { CrossFitInput, Estimator, EstimatorFacts, FitInput } from './types.ts';

const fit = ({ features, n, layout, settings, shared }: FitInput) =>
  fitGaussian(features, n, layout, settings, shared);

function crossFit(input: CrossFitInput): Float64Array {
  const { features, n, layout, settings, shared, scatter, split, places } = input;
  const d = layout.dimension;
  const most = n - places * Math.min(...split.map((fold) => fold.length));
  if (layout.locations === 1 && usesGram(most, d, settings))
    return crossFitByGram(shared ?? new SharedProducts(features, n, d), d, settings, foldRows(input));
  const rows = { ...input, ...layout };
  const moments =
    scatter ??
    (FoldScatter.suits(rows, settings) ? new FoldScatter(new FoldSums(rows), layout.locations > 1) : null);
  return heldOutScores(
    input,
    (fold) =>
      moments?.fitWithout(fold, settings) ??
      fit({ ...rowsWithout(input, fold), layout, settings, shared: null }),
  );
}

export const gdeFacts: EstimatorFacts = {
  law: {
    name: 'gaussian',
    settings: {},
    /** Score 1/2 (f - mean)^T precision (f - mean); over the spread of its location (place-spread.ts) where there is one. */
    arrays: ({ dimension, locations }) => ({
      mean: locations * dimension,
      precision: dimension * dimension,
      spread: locations,
    }),
    optional: ['spread'],
  },
  gaussian: true,
  settings: ['covariance', 'l2Normalise', 'ridge', 'pcaVariance'],
};

export const gde: Estimator = {
  ...gdeFacts,
  fit,
  crossFit,
};
