/**
 * Held-out scores of the training images: five folds by image, each scored by a density fitted on the other four. In-sample
 * distances are far too small when N is near D, so a threshold must come from these. How a density does it without five fits is its own
 * matter (estimators/).
 */
import type { DensitySettings } from './estimators/facts.ts';
import { estimatorOf } from './estimators/registry.ts';
import { checkFeatures, fitDensity } from './fit-density.ts';
import { makeFolds } from './folds.ts';
import type { FoldScatter } from './fold-scatter.ts';
import type { SharedProducts } from './shared-products.ts';
import type { Features } from './types.ts';
import { requireDifferentImages } from './variation.ts';

export interface CrossFitOptions {
  /** Rows per image, image-major; folds are by image. Default 1. */
  readonly places?: number;
  /** Group of each image, where some belong together: they share a fold. */
  readonly groups?: readonly (string | null)[];
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
 * @throws PlaygroundError `training-images-alike` where images, or those outside of a fold, do not differ.
 */
export function crossFitScores(
  features: Features,
  n: number,
  d: number,
  config: DensitySettings,
  folds = 5,
  seed = 0,
  { places = 1, groups, perLocation = false, shared = null, scatter = null }: CrossFitOptions = {},
): Float64Array {
  checkFeatures(features, n, d, places);
  const images = n / places;
  const layout = { dimension: d, l2Normalise: config.l2Normalise, locations: perLocation ? places : 1 };
  if (images < 2)
    return fitDensity(features, n, d, config, { locations: layout.locations }).score(features, n);
  requireDifferentImages(features, images, places, d);
  const split = makeFolds(images, folds, seed, groups);
  for (const fold of split) {
    const out = new Set(fold);
    const kept = Array.from({ length: images }, (_, i) => i).filter((image) => !out.has(image));
    requireDifferentImages(features, images, places, d, kept);
  }
  const rows = { features, n, layout, images, places, split };
  return estimatorOf(config).crossFit({ ...rows, settings: config, shared, scatter });
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
