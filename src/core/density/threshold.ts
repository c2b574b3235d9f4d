/**
 * The automatic threshold, from normal images alone (method section 3). 'held-out': a quantile of cross-fitted scores of
 * the training images. 'chi-square': half the quantile of the chi-square law of the squared distance; for an image score
 * that is a maximum over P places the quantile is taken at q^(1/P) (places counted as independent: conservative, since
 * neighbouring windows overlap). The law holds for the Gaussian estimator only; the others fall back to 'held-out'.
 */
import type { EvaluationConfig } from '../config/schema.ts';
import { quantile } from '../metrics/quantile.ts';
import { chiSquareQuantile } from './chi-square.ts';
import { imageMaxima } from './cross-fit.ts';
import { estimatorOf, type EstimatorName } from './estimators/registry.ts';

export interface ThresholdInput {
  /** Cross-fitted scores of all training rows, image-major `[images * places]`. */
  readonly heldOutScores: Float64Array | Float32Array;
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
  const { heldOutScores, places, dimension, evaluation } = input;
  const q = evaluation.thresholdQuantile;
  if (evaluation.threshold === 'chi-square' && estimatorOf(input.density).gaussian)
    return {
      image: 0.5 * chiSquareQuantile(q ** (1 / places), dimension),
      place: 0.5 * chiSquareQuantile(q, dimension),
      rule: 'chi-square',
    };
  return {
    image: quantile(imageMaxima(heldOutScores, places), q),
    place: quantile(heldOutScores, q),
    rule: 'held-out',
  };
}
