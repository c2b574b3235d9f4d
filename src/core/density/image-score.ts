/**
 * From the scores of an image's places to the score of the image (paper A.5: the maximum). 'standardised' takes the maximum of the places'
 * standard deviations above what normal images score at the same place: an edge or a reflection that always scores high then no longer hides
 * a defect where normal images score low. What it is measured against are training images, each scored by a density that never saw it. Maps
 * stay as they are. Measured over sets and seeds: bench/results/quick-readouts.md.
 */
import type { EvaluationConfig } from '../config/schema.ts';
import { imageMaxima } from './cross-fit.ts';

/** Where the scores of normal images lie at each place, and how far they spread: `[places]` each. */
export interface PlaceScale {
  readonly centre: Float64Array<ArrayBuffer>;
  readonly spread: Float64Array<ArrayBuffer>;
}

/** Images that every place is taken to have had besides, with the variance over all places: a few that are alike do not make it certain. */
const PRIOR_IMAGES = 3;

/** Mean and standard deviation of each place over these images. @param heldOut `[images * places]`, image-major */
export function placeScale(heldOut: Float64Array, places: number, images: readonly number[]): PlaceScale {
  const centre = new Float64Array(places);
  for (const image of images)
    for (let place = 0; place < places; place++)
      centre[place] += heldOut[image * places + place] / images.length;
  const mean = centre.reduce((a, b) => a + b, 0) / places;
  const squares = new Float64Array(places);
  let around = 0;
  for (const image of images)
    for (let place = 0; place < places; place++) {
      const score = heldOut[image * places + place];
      squares[place] += (score - centre[place]) ** 2;
      around += (score - mean) ** 2;
    }
  const prior = (PRIOR_IMAGES * around) / (images.length * places);
  // Where no score differs from another there is nothing to measure by.
  const spread = squares.map((sum) => Math.sqrt((sum + prior) / (images.length + PRIOR_IMAGES)) || 1);
  return { centre, spread };
}

/** Score of each image. @param scores `[images * places]`; @param scale null: the maximum itself */
export function imageScores(
  scores: Float64Array | Float32Array,
  places: number,
  scale: PlaceScale | null,
): Float64Array {
  if (!scale) return imageMaxima(scores, places);
  const { centre, spread } = scale;
  const standard = Float64Array.from(
    scores,
    (score, row) => (score - centre[row % places]) / spread[row % places],
  );
  return imageMaxima(standard, places);
}

/** What image scores are made by; null where they are maxima: asked for, or of a single place. */
export function scaleFor(
  wanted: EvaluationConfig['imageScore'],
  heldOut: Float64Array,
  places: number,
  images: readonly number[],
): PlaceScale | null {
  return wanted === 'standardised' && places > 1 ? placeScale(heldOut, places, images) : null;
}

/**
 * Scores of the training images as those of new ones: each by what its places score in the images of the other folds.
 * @param split images of each fold
 */
export function heldOutImageScores(
  wanted: EvaluationConfig['imageScore'],
  heldOut: Float64Array,
  places: number,
  split: readonly (readonly number[])[],
): Float64Array {
  const scores = new Float64Array(heldOut.length / places);
  split.forEach((fold, f) => {
    const others = split.length > 1 ? split.filter((_, g) => g !== f).flat() : fold;
    const scale = scaleFor(wanted, heldOut, places, others);
    for (const image of fold) {
      const own = heldOut.subarray(image * places, (image + 1) * places);
      [scores[image]] = imageScores(own, places, scale);
    }
  });
  return scores;
}
