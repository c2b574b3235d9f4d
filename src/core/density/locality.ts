/**
 * Shared or per location? Paper 4.2: aligned objects get one Gaussian per location, textures and unaligned objects share
 * one. The suggestion asks the training images themselves: how much of a held-out image's variance does the mean of its own
 * place explain beyond the mean of all places? An unaligned texture looks the same under a shift, so place says nothing and
 * the gain is about -1/N (the noise of estimating more means); an aligned object gains a lot. Means come from four
 * fifths of the images, so a mean per place is never favoured by having seen the image.
 *
 * Gains measured with a small net (64 px windows, stride 24; untrained / after 200 steps of 3-way CutPaste): a woven cloth 0.00 /
 * 0.00, magnetic tiles (a texture of varying outline) 0.09 / 0.17, hazelnuts 0.54 / 0.63, cookies 0.81 / 0.72, toy figures
 * 0.89 / 0.91. A mean per place raised or kept the image AUROC on all of them, so the mark is set low.
 */
import type { EvaluationConfig } from '../config/schema.ts';
import { FoldSums } from './fold-sums.ts';
import { makeFolds } from './folds.ts';
import type { Features } from './types.ts';

/** A mean per location pays when it explains at least this share of the held-out variance. */
const LOCALITY_GAIN = 0.05;
/** With fewer images the means per place are too noisy to judge. */
const FEWEST_IMAGES = 8;

/** One Gaussian for all places; a mean for each; a mean and a spread for each (place-spread.ts). */
export type Locality = Exclude<EvaluationConfig['locality'], 'auto'>;

export interface LocalitySuggestion {
  readonly locality: Exclude<Locality, 'per-location-spread'>;
  /** 1 - held-out variance around the place's mean / around the common mean; at most 1, negative when noise wins. */
  readonly gain: number;
  /** The gain from which a mean per location is suggested. */
  readonly mark: number;
  /** False with too few images to judge. */
  readonly judged: boolean;
}

const unjudged: LocalitySuggestion = { locality: 'shared', gain: 0, mark: LOCALITY_GAIN, judged: false };

/** From patch features `[images, places, d]`. Deterministic in `seed`. */
export function suggestLocality(
  features: Features,
  images: number,
  places: number,
  d: number,
  { l2Normalise = true, folds = 5, seed = 0 }: { l2Normalise?: boolean; folds?: number; seed?: number } = {},
): LocalitySuggestion {
  if (images < FEWEST_IMAGES || places < 2) return unjudged;
  const split = makeFolds(images, folds, seed);
  return localityOf(new FoldSums({ features, images, places, dimension: d, l2Normalise, split }));
}

/** The same from sums that are made already. */
export function localityOf(sums: FoldSums): LocalitySuggestion {
  const { images, places, split } = sums.rows;
  if (images < FEWEST_IMAGES || places < 2) return unjudged;
  let aroundPlace = 0;
  let aroundAll = 0;
  const rounding = 1e-12 * sums.squares.reduce((a, b) => a + b, 0);
  split.forEach((_, fold) => {
    aroundPlace += sums.spreadAround(fold, sums.mean(true, fold));
    aroundAll += sums.spreadAround(fold, sums.mean(false, fold));
  });
  const gain = aroundAll > rounding ? 1 - aroundPlace / aroundAll : 0;
  return {
    locality: gain >= LOCALITY_GAIN ? 'per-location' : 'shared',
    gain,
    mark: LOCALITY_GAIN,
    judged: true,
  };
}
