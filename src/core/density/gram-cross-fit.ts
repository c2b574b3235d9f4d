/**
 * Cross-fitting of the Gaussian when a fold's training set has fewer rows than features: all inner products of all rows are
 * computed once, and each fold's centred Gram matrix is a block of them with the means of its own rows taken off.
 */
import type { DensityConfig } from '../config/schema.ts';
import { formOfGram } from './gaussian.ts';
import { gram } from './products.ts';
import { fillCentred, locationMeans, type RowLayout } from './rows.ts';
import type { Features } from './types.ts';

/** Held-out scores for one shared mean; `split` lists the rows of each fold. */
export function crossFitByGram(
  features: Features,
  n: number,
  layout: RowLayout,
  config: DensityConfig,
  split: readonly (readonly number[])[],
): Float64Array {
  const d = layout.dimension;
  const x = new Float64Array(n * d);
  fillCentred(features, 0, n, layout, locationMeans(features, n, layout), x);
  const products = gram(x, n, d);
  const scores = new Float64Array(n);
  for (const held of split) {
    const out = new Set(held);
    const kept = Array.from({ length: n }, (_, i) => i).filter((row) => !out.has(row));
    const k = kept.length;
    // With m the mean of the kept rows: (a - m).(b - m) = a.b - a.m - b.m + m.m.
    const withMean = new Float64Array(n);
    for (let row = 0; row < n; row++) {
      for (const other of kept) withMean[row] += products[row * n + other];
      withMean[row] /= k;
    }
    const meanSquare = kept.reduce((sum, row) => sum + withMean[row], 0) / k;
    const block = (rows: readonly number[]) => {
      const result = new Float64Array(rows.length * k);
      rows.forEach((row, r) => {
        for (let j = 0; j < k; j++)
          result[r * k + j] = products[row * n + kept[j]] - withMean[row] - withMean[kept[j]] + meanSquare;
      });
      return result;
    };
    const { form } = formOfGram(block(kept), k, d, config);
    const squares = Float64Array.from(
      held,
      (row) => products[row * n + row] - 2 * withMean[row] + meanSquare,
    );
    const squared = form.squaredDistances(block(held), squares, held.length);
    held.forEach((row, r) => (scores[row] = 0.5 * squared[r]));
  }
  return scores;
}
