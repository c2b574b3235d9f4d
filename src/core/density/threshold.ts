/**
 * The automatic threshold, from normal images alone (method section 3). 'conformal': the score above which no larger share of new
 * normal images lies than was promised (core/calibration), from images that were kept from the training; without such images from
 * cross-fitted scores of the training images, which the network has seen: a weaker promise. 'held-out': a quantile of those
 * cross-fitted scores. 'chi-square': half the quantile of the chi-square law of the squared distance; for an image score
 * that is a maximum over P places the quantile is taken at q^(1/P) (places counted as independent: conservative, since
 * neighbouring windows overlap). The law holds for the Gaussian estimator only; the others, and image scores that are no maximum of
 * distances (image-score.ts), fall back to 'held-out'.
 */
import { conformalThreshold } from '../calibration/conformal.ts';
import type { EvaluationConfig } from '../config/schema.ts';
import { quantile } from '../metrics/quantile.ts';
import { chiSquareQuantile } from './chi-square.ts';
import { imageMaxima } from './cross-fit.ts';
import type { EstimatorName } from './estimators/facts.ts';
import { estimatorOf } from './estimators/registry.ts';

export interface ThresholdInput {
  /** Cross-fitted scores of all training rows, image-major `[images * places]`. */
  readonly heldOutScores: Float64Array | Float32Array;
  /** Scores of the images that were kept for the threshold, in the same form; absent or empty where none were. */
  readonly calibrationScores?: Float64Array;
  /** Image scores of both, where they are not the maxima over their places. */
  readonly images?: { readonly heldOut: Float64Array; readonly calibration: Float64Array };
  /** Places per image; 1 for a whole-image model. */
  readonly places: number;
  /** `dimension` of the fitted density. */
  readonly dimension: number;
  readonly density: { readonly estimator: EstimatorName };
  readonly evaluation: Pick<EvaluationConfig, 'threshold' | 'thresholdQuantile'>;
}

export interface AutomaticThreshold {
  /** For image scores (maximum over places): at or above it an image is called anomalous. */
  readonly image: number;
  /** For single places: the wanted share of normal PLACES lies under it (a normal image has many places). */
  readonly place: number;
  /** The rule that was used. */
  readonly rule: EvaluationConfig['threshold'];
}

export function automaticThreshold(input: ThresholdInput): AutomaticThreshold {
  const { heldOutScores, places, dimension, evaluation, images } = input;
  const q = evaluation.thresholdQuantile;
  if (evaluation.threshold === 'chi-square' && estimatorOf(input.density).gaussian)
    return {
      image: images ? quantile(images.heldOut, q) : 0.5 * chiSquareQuantile(q ** (1 / places), dimension),
      place: 0.5 * chiSquareQuantile(q, dimension),
      rule: 'chi-square',
    };
  if (evaluation.threshold === 'conformal') {
    const kept = input.calibrationScores?.length ? input.calibrationScores : null;
    const basis = kept ?? heldOutScores;
    const ofImages = images && (kept ? images.calibration : images.heldOut);
    return {
      image: conformalThreshold(ofImages ?? imageMaxima(basis, places), 1 - q),
      place: quantile(basis, q),
      rule: 'conformal',
    };
  }
  return {
    image: quantile(images?.heldOut ?? imageMaxima(heldOutScores, places), q),
    place: quantile(heldOutScores, q),
    rule: 'held-out',
  };
}
