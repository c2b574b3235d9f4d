/**
 * The densities of the cross-fit, one for each fold, kept to score further images: an image that no density has seen gets its score by the
 * same law as a training image that its fold's density has not seen. Scores of both can then stand in one order.
 */
import { fitDensity } from '../../core/density/fit-density.ts';
import { gatherImages, makeFolds } from '../../core/density/folds.ts';
import { imageScores, scaleFor } from '../../core/density/image-score.ts';
import type { Locality } from '../../core/density/locality.ts';
import { heldOutOverSpread, placeSpread, withSpread } from '../../core/density/place-spread.ts';
import type { Config } from '../../core/config/schema.ts';
import { FOLDS, joinFeatures, type Scorer } from './density-fit.ts';
import type { Embedding } from './embedder.ts';

export interface FoldScorers {
  /** Images of each fold. */
  readonly split: readonly (readonly number[])[];
  /** What each fold's images are scored by: fitted on the others. */
  readonly scorers: readonly Scorer[];
  /** Of the images that the densities were fitted on, each by the one of its fold: the held-out scores of the evaluation. */
  readonly scores: Float64Array;
}

/**
 * @param embeddings of the images that the density rests on; @param d channels
 * @param groups of those images; @param locality as the evaluation found it
 * @param onFold called before each fit
 */
export async function foldScorers(
  embeddings: readonly Embedding[],
  d: number,
  config: Config,
  { groups, locality }: { readonly groups: readonly (string | null)[]; readonly locality: Locality },
  onFold: (done: number) => Promise<void>,
): Promise<FoldScorers> {
  const images = embeddings.length;
  const features = joinFeatures(embeddings);
  const places = features.length / d / images;
  const locations = locality === 'shared' ? 1 : places;
  const split = makeFolds(images, FOLDS, config.seed, groups);
  // A single image, or a single group, cannot be held out.
  const othersOf = (fold: number) =>
    split.length > 1 ? split.filter((_, other) => other !== fold).flat() : split[0];
  const raw = new Float64Array(images * places);
  const fitted: Scorer['density'][] = [];
  for (const [f, fold] of split.entries()) {
    await onFold(f / split.length);
    const kept = [...othersOf(f)].sort((a, b) => a - b);
    const own = gatherImages(features, kept, places, d);
    const density = fitDensity(own, kept.length * places, d, config.density, {
      ...{ locations, standsFor: images * places },
    });
    for (const image of fold) raw.set(density.score(embeddings[image].features, places), image * places);
    fitted.push(density);
  }
  const hasSpread = locality === 'per-location-spread';
  const held = hasSpread ? heldOutOverSpread(raw, places, split) : raw;
  const scorers = fitted.map((density, f): Scorer => ({
    density: hasSpread ? withSpread(density, placeSpread(raw, places, othersOf(f))) : density,
    imageScale: scaleFor(config.evaluation.imageScore, held, places, othersOf(f)),
  }));
  const scores = new Float64Array(images);
  split.forEach((fold, f) => {
    for (const image of fold) {
      const rows = held.subarray(image * places, (image + 1) * places);
      [scores[image]] = imageScores(rows, places, scorers[f].imageScale);
    }
  });
  return { split, scorers, scores };
}
