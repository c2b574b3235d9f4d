/**
 * Nearest neighbour by cosine, a point of comparison (method section 3): s(f) = 1 - max_i cos(f, f_i), whether or not features are
 * normalised elsewhere.
 */
import { assembleBank, bankLaw, type Kernel } from '../bank.ts';
import { crossFitBank } from '../bank-cross-fit.ts';
import { heldOutScores, rowsWithout } from '../held-out.ts';
import { buildMemoryBank } from '../memory-bank.ts';
import type { Density } from '../types.ts';
import type { Estimator, EstimatorFacts, FitInput } from './types.ts';

const LAW = bankLaw('cosine');

/** On unit vectors. */
function nearestNeighbour(size: number): Kernel {
  const best = (products: Float64Array, at: number) => {
    let index = 0;
    for (let i = 1; i < size; i++) if (products[at + i] > products[at + index]) index = i;
    return index;
  };
  return {
    law: { name: LAW.name, settings: {} },
    score: (products, at) => 1 - products[at + best(products, at)],
    weights(products) {
      const weights = new Float64Array(size);
      weights[best(products, 0)] = -1;
      return { own: 0, bank: weights };
    },
  };
}

function fit({ features, n, layout }: FitInput): Density {
  const cosine = { ...layout, l2Normalise: true };
  const bank = buildMemoryBank(features, n, cosine);
  return assembleBank(bank, n, cosine, nearestNeighbour(bank.size));
}

export const nearestFacts: EstimatorFacts = {
  law: LAW,
  gaussian: false,
  settings: [],
};

export const nearest: Estimator = {
  ...nearestFacts,
  fit,
  crossFit(input) {
    const { shared, layout } = input;
    if (layout.locations > 1 || !shared)
      return heldOutScores(input, (fold) => fit({ ...input, ...rowsWithout(input, fold) }));
    return crossFitBank(input, shared.products(true), (kept) => ({
      bank: kept,
      kernel: nearestNeighbour(kept.length),
    }));
  },
};
