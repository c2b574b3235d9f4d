/**
 * Cross-fitting of the Gaussian when a fold's training set has fewer rows than features: all inner products of all rows are
 * computed once, and each fold's centred Gram matrix is a block of them with the means of its own rows taken off.
 */
import type { EstimatorSettings } from './settings.ts';
import { formOfGram } from './gaussian.ts';
import { leadingComponents, principalDistances } from './gram-form.ts';
import { centredOn, type SharedProducts } from './shared-products.ts';
import { eigenCoordinates } from './symmetric-eigen.ts';

/** Held-out scores for one shared mean; `split` lists the rows of each fold. */
export function crossFitByGram(
  shared: SharedProducts,
  d: number,
  config: EstimatorSettings,
  split: readonly (readonly number[])[],
): Float64Array {
  const n = shared.rows;
  const scores = new Float64Array(n);
  for (const held of split) {
    const squared =
      config.covariance === 'pca'
        ? principalSquares(shared, config, held)
        : regularisedSquares(shared.products(config.l2Normalise), n, d, config, held);
    held.forEach((row, r) => (scores[row] = 0.5 * squared[r]));
  }
  return scores;
}

function without(held: readonly number[], n: number): number[] {
  const out = new Set(held);
  return Array.from({ length: n }, (_, i) => i).filter((row) => !out.has(row));
}

function regularisedSquares(
  products: Float64Array,
  n: number,
  d: number,
  config: EstimatorSettings,
  held: readonly number[],
): Float64Array {
  const kept = without(held, n);
  const centred = centredOn(products, n, kept);
  const { form } = formOfGram(centred.block(kept), kept.length, d, config);
  const squares = Float64Array.from(held, (row) => centred.square(row));
  return form.squaredDistances(centred.block(held), squares, held.length);
}

/** The eigenvalues and the held-out rows' coordinates are remembered: another share of the variance is a sum over them. */
function principalSquares(
  shared: SharedProducts,
  { l2Normalise, pcaVariance }: EstimatorSettings,
  held: readonly number[],
): Float64Array {
  const kept = without(held, shared.rows);
  const { values, coordinates } = shared.remembered(`fold ${l2Normalise} ${held.join()}`, () => {
    const centred = centredOn(shared.products(l2Normalise), shared.rows, kept);
    const eigen = eigenCoordinates(centred.block(kept), kept.length);
    const found = eigen.coordinates(centred.block(held), held.length);
    return { values: eigen.values, coordinates: found };
  });
  const { scale } = leadingComponents(values, kept.length, pcaVariance);
  return principalDistances(coordinates, kept.length, scale);
}
