/**
 * A Gaussian for each place in a form that fits memory: a mean for each, and covariances that are proportional, Sigma_l = s_l Sigma (Flury,
 * Common Principal Components, 1988, chapter 5). With one covariance for all, places where normal images hardly vary (a plain ground) score
 * far below the others; with s_l the expected score of a normal image is the same everywhere. L more numbers than a mean for each place;
 * a covariance of its own for each would take L D^2, and more images than anyone has.
 */
import type { Density } from './types.ts';

/** Images that every place is taken to have had besides, with the mean score of all: a ground that never varied has a small spread, not none. */
const PRIOR_IMAGES = 1;

/**
 * s_l, `[places]`, with mean 1: the mean score of each place over these images, each scored by a density that never saw it, over the mean of
 * all. Given Sigma this is the maximum-likelihood estimate, but for the prior and the factor that makes the mean 1 (the first step of
 * Flury's iteration; Sigma itself stays the covariance of all places).
 * @param heldOut `[images * places]`, image-major
 */
export function placeSpread(heldOut: Float64Array, places: number, images: readonly number[]): Float64Array {
  const sums = new Float64Array(places);
  for (const image of images)
    for (let place = 0; place < places; place++) sums[place] += heldOut[image * places + place];
  const mean = sums.reduce((a, b) => a + b, 0) / places / images.length;
  // The same share of all images whether some are left out or not, so that held-out scores are on the scale of those to come.
  const prior = (PRIOR_IMAGES * images.length * places) / heldOut.length;
  return sums.map((sum) => (mean > 0 ? (sum / mean + prior) / (images.length + prior) : 1));
}

/**
 * Held-out scores over the spread of their places; the spread by which an image's scores are divided comes from the scores of the other folds
 * (by densities that did see the image, a small matter beside its own score).
 * @param heldOut `[images * places]`, image-major
 * @param split images of each fold
 */
export function heldOutOverSpread(
  heldOut: Float64Array,
  places: number,
  split: readonly (readonly number[])[],
): Float64Array {
  const scores = new Float64Array(heldOut.length);
  split.forEach((fold, f) => {
    const others = split.length > 1 ? split.filter((_, g) => g !== f).flat() : fold;
    const spread = placeSpread(heldOut, places, others);
    for (const image of fold)
      for (let place = 0; place < places; place++) {
        const row = image * places + place;
        scores[row] = heldOut[row] / spread[place];
      }
  });
  return scores;
}

/** A Gaussian with a mean for each place, its scores over the spread of their places. */
export function withSpread(density: Density, spread: Float64Array): Density {
  const { dimension, samples, shrinkage, effectiveRank, locations } = density;
  return {
    dimension,
    samples,
    shrinkage,
    effectiveRank,
    locations,
    get conditionNumber() {
      return density.conditionNumber;
    },
    score: (features, n) => density.score(features, n).map((score, row) => score / spread[row % locations]),
    gradient: (feature, location = 0) =>
      density.gradient(feature, location).map((value) => value / spread[location]),
    numbers() {
      const numbers = density.numbers();
      return { ...numbers, arrays: { ...numbers.arrays, spread } };
    },
  };
}
