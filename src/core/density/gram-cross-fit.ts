/**
 * Cross-fitting of the Gaussian when a fold's training set has fewer rows than features: all inner products of all rows are
 * computed once, and each fold's centred Gram matrix is a block of them with the means of its own rows taken off.
 */
import type { DensityConfig } from '../config/schema.ts';
import { formOfGram } from './gaussian.ts';
import { centredOn } from './shared-products.ts';

/** Held-out scores for one shared mean from the products `[n, n]` of all rows; `split` lists the rows of each fold. */
export function crossFitByGram(
  products: Float64Array,
  n: number,
  d: number,
  config: DensityConfig,
  split: readonly (readonly number[])[],
): Float64Array {
  const scores = new Float64Array(n);
  for (const held of split) {
    const out = new Set(held);
    const kept = Array.from({ length: n }, (_, i) => i).filter((row) => !out.has(row));
    const centred = centredOn(products, n, kept);
    const { form } = formOfGram(centred.block(kept), kept.length, d, config);
    const squares = Float64Array.from(held, (row) => centred.square(row));
    const squared = form.squaredDistances(centred.block(held), squares, held.length);
    held.forEach((row, r) => (scores[row] = 0.5 * squared[r]));
  }
  return scores;
}
