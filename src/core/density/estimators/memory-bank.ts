/**
 * A memory bank (PatchCore's idea, Roth et al., CVPR 2022): Euclidean distance to the nearest feature of a coreset of the training features,
 * of `density.bankShare` of them. A point of comparison, not the paper's.
 */
import { assembleBank, bankSquares } from '../bank.ts';
import { crossFitBank } from '../bank-cross-fit.ts';
import { coresetBank, coresetSize, greedyCentres } from '../coreset.ts';
import { DISTANCE, distanceKernel } from '../distance.ts';
import { heldOutScores, rowsWithout } from '../held-out.ts';
import type { Density } from '../types.ts';
import type { Estimator, EstimatorFacts, FitInput } from './types.ts';

const kernelOf = (size: number, squares: Float64Array) => distanceKernel(size, squares, 1);

function fit({ features, n, layout, settings, shared }: FitInput): Density {
  const bank = coresetBank(features, n, layout, settings.bankShare, shared);
  return assembleBank(bank, n, layout, kernelOf(bank.size, bankSquares(bank, layout)));
}

export const memoryBankFacts: EstimatorFacts = {
  law: DISTANCE,
  gaussian: false,
  settings: ['bankShare', 'l2Normalise'],
};

export const memoryBank: Estimator = {
  ...memoryBankFacts,
  fit,
  crossFit(input) {
    const { n, shared, layout, settings } = input;
    if (layout.locations > 1 || !shared)
      return heldOutScores(input, (fold) => fit({ ...input, ...rowsWithout(input, fold), shared: null }));
    const products = shared.products(layout.l2Normalise);
    return crossFitBank(input, products, (kept) => {
      const k = kept.length;
      const block = new Float64Array(k * k);
      kept.forEach((row, i) => kept.forEach((other, j) => (block[i * k + j] = products[row * n + other])));
      const bank = greedyCentres(block, k, coresetSize(k, settings.bankShare)).map((i) => kept[i]);
      const squares = Float64Array.from(bank, (row) => products[row * n + row]);
      return { bank, kernel: kernelOf(bank.length, squares) };
    });
  },
};
