/** The settings that densities are fitted by (configuration `density.*`, but for the choice of the density itself). */

/** How the sample covariance of a Gaussian is made invertible. */
export const COVARIANCES = ['ledoit-wolf', 'ridge', 'diagonal', 'pca'] as const;

export interface EstimatorSettings {
  readonly l2Normalise: boolean;
  readonly covariance: (typeof COVARIANCES)[number];
  /** Added to the diagonal when the covariance is 'ridge'. */
  readonly ridge: number;
  /** Share of variance kept when the covariance is 'pca'. */
  readonly pcaVariance: number;
  /** Share of the training features that a memory bank keeps. */
  readonly bankShare: number;
}
