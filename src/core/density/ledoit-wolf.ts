/**
 * Shrinkage of Ledoit and Wolf (2004), the same number as `sklearn.covariance.ledoit_wolf`, from four sums only, so that
 * neither the covariance nor its square need exist: with centred rows x_n, S = X^T X / N and mu = tr(S) / D,
 *   Sigma = (1 - k) S + k mu I,   k = min(beta, delta) / delta,
 *   delta = (|S|_F^2 - D mu^2) / D,   beta = (sum_n |x_n|^4 / N - |S|_F^2) / (D N).
 * |S|_F equals |X X^T|_F / N: the small Gram matrix serves as well when N < D.
 */
export interface CovarianceSums {
  readonly samples: number;
  readonly dimension: number;
  /** tr(S). */
  readonly trace: number;
  /** |S|_F^2. */
  readonly frobeniusSquared: number;
  /** sum over rows of |x_n|^4. */
  readonly fourthPowers: number;
}

/** Shrinkage k in [0, 1]. One-dimensional data are never shrunk (as in scikit-learn). */
export function ledoitWolfShrinkage(sums: CovarianceSums): number {
  const { samples, dimension, trace, frobeniusSquared, fourthPowers } = sums;
  if (dimension === 1) return 0;
  const mu = trace / dimension;
  const delta = (frobeniusSquared - dimension * mu * mu) / dimension;
  const beta = (fourthPowers / samples - frobeniusSquared) / (dimension * samples);
  if (!(beta > 0)) return 0;
  return delta > beta ? beta / delta : 1;
}

/** tr(S)^2 / tr(S^2): how many directions carry the variance; 0 without any variance. */
export function participationRatio(sums: CovarianceSums): number {
  return sums.frobeniusSquared > 0 ? (sums.trace * sums.trace) / sums.frobeniusSquared : 0;
}
