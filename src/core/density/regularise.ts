/**
 * Sigma = keep S + add I: how the sample covariance is made invertible. With fewer images than features S is singular, so
 * this choice decides the score (method section 3): Ledoit-Wolf by default, a fixed ridge as in the authors' sister code.
 */
import type { EstimatorSettings } from './settings.ts';
import { ledoitWolfShrinkage, type CovarianceSums } from './ledoit-wolf.ts';

export interface Regularisation {
  readonly keep: number;
  readonly add: number;
  readonly shrinkage: number | null;
}

/** Relative floor of `add`: identical training images have no variance at all, and still must not divide by zero. */
const RELATIVE_FLOOR = 1e-13;

export function regularise(
  sums: CovarianceSums,
  config: Pick<EstimatorSettings, 'covariance' | 'ridge'>,
): Regularisation {
  const mu = sums.trace / sums.dimension;
  const floor = mu > 0 ? mu * RELATIVE_FLOOR : RELATIVE_FLOOR;
  if (config.covariance === 'ridge') return { keep: 1, add: Math.max(config.ridge, floor), shrinkage: null };
  const shrinkage = ledoitWolfShrinkage(sums);
  return { keep: 1 - shrinkage, add: Math.max(shrinkage * mu, floor), shrinkage };
}
