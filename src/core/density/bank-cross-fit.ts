/** Cross-fitting of the estimators that keep rows, from the inner products of all rows: a fold's bank is a choice of columns. */
import type { DensityConfig } from '../config/schema.ts';
import { coresetKernel, coresetSize, greedyCentres } from './coreset.ts';
import { gammaOfMoments, kernelDensity, nearestNeighbour, type Kernel } from './neighbours.ts';
import { rowScale, type RowLayout } from './rows.ts';
import type { Features } from './types.ts';

/** Held-out scores, one location; `split` lists the rows of each fold. `products` are of unit rows where the layout or the estimator says so. */
export function crossFitBank(
  features: Features,
  products: Float64Array,
  n: number,
  layout: RowLayout,
  config: DensityConfig,
  split: readonly (readonly number[])[],
): Float64Array {
  const sums = config.estimator === 'kde' ? rowSums(features, n, layout) : null;
  const scores = new Float64Array(n);
  for (const held of split) {
    const out = new Set(held);
    const kept = Array.from({ length: n }, (_, i) => i).filter((row) => !out.has(row));
    const { bank, kernel } = bankOf(products, n, kept, layout, config, sums);
    const row = new Float64Array(bank.length);
    for (const i of held) {
      for (let j = 0; j < bank.length; j++) row[j] = products[i * n + bank[j]];
      scores[i] = kernel.score(row, 0, 0, products[i * n + i]);
    }
  }
  return scores;
}

function bankOf(
  products: Float64Array,
  n: number,
  kept: readonly number[],
  layout: RowLayout,
  config: DensityConfig,
  sums: Float64Array | null,
): { bank: readonly number[]; kernel: Kernel } {
  const squaresOf = (rows: readonly number[]) => Float64Array.from(rows, (row) => products[row * n + row]);
  if (config.estimator === 'memory-bank') {
    const k = kept.length;
    const block = new Float64Array(k * k);
    kept.forEach((row, i) => kept.forEach((other, j) => (block[i * k + j] = products[row * n + other])));
    const bank = greedyCentres(block, k, coresetSize(k, config.bankShare)).map((i) => kept[i]);
    return { bank, kernel: coresetKernel(bank.length, squaresOf(bank)) };
  }
  if (config.estimator === 'kde' && sums) {
    const total = kept.reduce((sum, row) => sum + sums[row], 0);
    const squares = kept.reduce((sum, row) => sum + products[row * n + row], 0);
    const gamma = gammaOfMoments(total, squares, kept.length, layout.dimension);
    const own = layout.l2Normalise ? null : squaresOf(kept);
    return { bank: kept, kernel: kernelDensity(kept.length, gamma, own, n) };
  }
  return { bank: kept, kernel: nearestNeighbour(kept.length) };
}

/** Sum of the entries of each row. */
function rowSums(features: Features, n: number, layout: RowLayout): Float64Array {
  const d = layout.dimension;
  return Float64Array.from({ length: n }, (_, row) => {
    let sum = 0;
    for (let i = row * d; i < (row + 1) * d; i++) sum += features[i];
    return sum * rowScale(features, row, layout);
  });
}
