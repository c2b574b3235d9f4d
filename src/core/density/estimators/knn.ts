/**
 * Mean distance to the five nearest training features (k nearest neighbours, as DN2 of Bergman et al. 2020 scores pretrained features). Less
 * led by one odd training image than the nearest alone, and it needs no covariance. A point of comparison, not the paper's.
 */
import { assembleBank, bankSquares } from '../bank.ts';
import { crossFitBank } from '../bank-cross-fit.ts';
import { DISTANCE, distanceKernel } from '../distance.ts';
import { heldOutScores, rowsWithout } from '../held-out.ts';
import { buildMemoryBank } from '../memory-bank.ts';
import type { Density } from '../types.ts';
import type { Estimator, EstimatorFacts, FitInput } from './types.ts';

/** Chosen; with fewer training images all of them. */
const NEIGHBOURS = 5;

function fit({ features, n, layout }: FitInput): Density {
  const bank = buildMemoryBank(features, n, layout);
  return assembleBank(bank, n, layout, distanceKernel(bank.size, bankSquares(bank, layout), NEIGHBOURS));
}

export const knnFacts: EstimatorFacts = {
  law: DISTANCE,
  gaussian: false,
  settings: ['l2Normalise'],
};

export const knn: Estimator = {
  ...knnFacts,
  fit,
  crossFit(input) {
    const { n, shared, layout } = input;
    if (layout.locations > 1 || !shared)
      return heldOutScores(input, (fold) => fit({ ...input, ...rowsWithout(input, fold) }));
    const products = shared.products(layout.l2Normalise);
    return crossFitBank(input, products, (kept) => {
      const squares = Float64Array.from(kept, (row) => products[row * n + row]);
      return { bank: kept, kernel: distanceKernel(kept.length, squares, NEIGHBOURS) };
    });
  },
};
