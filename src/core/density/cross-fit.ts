/**
 * Held-out scores of the training images: five folds by image, each scored by a density fitted on the other four. In-sample
 * distances are far too small when N is near D, so a threshold must come from these. The Gaussian does not refit from
 * the rows: with fewer rows than features every fold is a block of one Gram matrix, otherwise its covariance is the total
 * scatter minus the fold's (with the shift of the mean taken off), so five folds cost little more than one fit.
 */
import type { DensityConfig } from '../config/schema.ts';
import { crossFitBank } from './bank-cross-fit.ts';
import { checkFeatures, fitDensity } from './fit-density.ts';
import { gatherImages, makeFolds } from './folds.ts';
import { FoldScatter } from './fold-scatter.ts';
import { FoldSums } from './fold-sums.ts';
import { usesGram } from './gaussian.ts';
import { crossFitByGram } from './gram-cross-fit.ts';
import { MAX_ROWS } from './memory-bank.ts';
import { fitKernelDensity } from './neighbours.ts';
import type { RowLayout } from './rows.ts';
import { SharedProducts } from './shared-products.ts';
import type { Density, Features } from './types.ts';

export interface CrossFitOptions {
  /** Rows per image, image-major; folds are by image. Default 1. */
  readonly places?: number;
  /** A mean per place instead of one for all. Default false. */
  readonly perLocation?: boolean;
  /** Inner products of the same features. */
  readonly shared?: SharedProducts | null;
  /** Moments of the same features by the same folds, where they are made already. */
  readonly scatter?: FoldScatter | null;
}

/**
 * Scores of all `n` rows `[n, d]`, each by a density that never saw its image. A single image cannot be held out: it is
 * scored by its own density. Deterministic in `seed`.
 */
export function crossFitScores(
  features: Features,
  n: number,
  d: number,
  config: DensityConfig,
  folds = 5,
  seed = 0,
  { places = 1, perLocation = false, shared = null, scatter = null }: CrossFitOptions = {},
): Float64Array {
  checkFeatures(features, n, d, places);
  const images = n / places;
  const layout = { dimension: d, l2Normalise: config.l2Normalise, locations: perLocation ? places : 1 };
  if (images < 2)
    return fitDensity(features, n, d, config, { locations: layout.locations }).score(features, n);
  const split = makeFolds(images, folds, seed);
  const most = n - places * Math.min(...split.map((fold) => fold.length));
  if (config.estimator === 'gde' && layout.locations === 1 && usesGram(most, d, config))
    return crossFitByGram(
      shared ?? new SharedProducts(features, n, d),
      d,
      config,
      split.map((fold) => rowsOf(fold, places)),
    );
  if (config.estimator !== 'gde' && layout.locations === 1 && shared) {
    const unit = config.estimator === 'nearest' || config.l2Normalise;
    const folds = split.map((fold) => rowsOf(fold, places));
    return crossFitBank(features, shared.products(unit), n, layout, config, folds);
  }
  const rows = { ...layout, features, images, places, split };
  const byScatter =
    scatter ?? (FoldScatter.suits(rows, config) ? new FoldScatter(new FoldSums(rows), perLocation) : null);
  const densityWithout = (fold: number) =>
    byScatter?.fitWithout(fold, config) ?? refitWithout(features, n, layout, config, split[fold], places);
  const scores = new Float64Array(n);
  split.forEach((fold, f) => {
    const own = gatherImages(features, fold, places, d);
    const held = densityWithout(f).score(own, fold.length * places);
    fold.forEach((image, i) => scores.set(held.subarray(i * places, (i + 1) * places), image * places));
  });
  return scores;
}

/** Maximum over the places of each image: the image score of a patch model. A place that is no number makes the maximum none. */
export function imageMaxima(scores: Float64Array | Float32Array, places: number): Float64Array {
  const out = new Float64Array(scores.length / places);
  for (let image = 0; image < out.length; image++) {
    let top = -Infinity;
    for (let p = image * places; p < (image + 1) * places; p++)
      if (scores[p] > top || Number.isNaN(scores[p])) top = scores[p];
    out[image] = top;
  }
  return out;
}

function rowsOf(images: readonly number[], places: number): number[] {
  return images.flatMap((image) => Array.from({ length: places }, (_, p) => image * places + p));
}

function refitWithout(
  features: Features,
  n: number,
  layout: RowLayout,
  config: DensityConfig,
  fold: readonly number[],
  places: number,
): Density {
  const d = layout.dimension;
  const out = new Set(fold);
  const kept = Array.from({ length: n / places }, (_, i) => i).filter((image) => !out.has(image));
  const rows = gatherImages(features, kept, places, d);
  const count = kept.length * places;
  if (config.estimator === 'kde') {
    const fullBank = layout.locations > 1 ? n / places : Math.min(n, MAX_ROWS);
    return fitKernelDensity(rows, count, layout, fullBank);
  }
  return fitDensity(rows, count, d, config, { locations: layout.locations });
}
