/**
 * A memory bank (PatchCore's idea, Roth et al., CVPR 2022): Euclidean distance to the nearest feature of a coreset of the training features,
 * of `density.bankShare` of them. A point of comparison, not the paper's.
 */
import { assembleBank, bankLaw, bankSquares, type Kernel } from '../bank.ts';
import { crossFitBank } from '../bank-cross-fit.ts';
import { coresetBank, coresetSize, greedyCentres } from '../coreset.ts';
import { heldOutScores, rowsWithout } from '../held-out.ts';
import type { Density } from '../types.ts';
import type { Estimator, FitInput } from './types.ts';

const LAW = bankLaw('distance');

/** Distance to the nearest row of a bank; `squares` are |f_i|^2 of each location's rows. */
function coresetKernel(size: number, squares: Float64Array): Kernel {
  const nearest = (products: Float64Array, at: number, location: number, square: number) => {
    let index = 0;
    let least = Infinity;
    for (let i = 0; i < size; i++) {
      const distance = square + squares[location * size + i] - 2 * products[at + i];
      if (distance < least) [least, index] = [distance, i];
    }
    return { index, distance: Math.sqrt(Math.max(0, least)) };
  };
  return {
    law: { name: LAW.name, settings: {} },
    score: (products, at, location, square) => nearest(products, at, location, square).distance,
    weights(products, location, square) {
      const { index, distance } = nearest(products, 0, location, square);
      const own = distance > 0 ? 1 / distance : 0;
      const weights = new Float64Array(size);
      weights[index] = -own;
      return { own, bank: weights };
    },
  };
}

function fit({ features, n, layout, settings, shared }: FitInput): Density {
  const bank = coresetBank(features, n, layout, settings.bankShare, shared);
  return assembleBank(bank, n, layout, coresetKernel(bank.size, bankSquares(bank, layout)));
}

export const memoryBank: Estimator = {
  law: LAW,
  gaussian: false,
  settings: ['bankShare', 'l2Normalise'],
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
      return { bank, kernel: coresetKernel(bank.length, squares) };
    });
  },
};
