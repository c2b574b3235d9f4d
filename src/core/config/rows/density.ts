/** Density of the embeddings (Eq. 2, section 3.3). The paper's choice is the Gaussian; it does not say how its covariance is regularised. */
import { ESTIMATOR_NAMES } from '../../density/estimators/facts.ts';
import { COVARIANCES } from '../../density/settings.ts';
import { covariance, GDE, MEMORY_BANK } from './needs.ts';
import { rowsOf } from './row.ts';

const { choice, flag, number } = rowsOf({ group: 'density', scope: 'scoring' });

export const density = {
  estimator: choice(ESTIMATOR_NAMES, { paper: 'gde' }),
  covariance: choice(COVARIANCES, { value: 'ledoit-wolf', needs: [GDE] }),
  l2Normalise: flag({ value: true }),
  /** Added to the diagonal when covariance is 'ridge'. */
  ridge: number([1e-9, 1, 1e-6], {
    value: 1e-6,
    logarithmic: true,
    advanced: true,
    needs: covariance('only-ridge', 'ridge'),
  }),
  /** Share of variance kept when covariance is 'pca'. */
  pcaVariance: number([0.5, 1, 0.005], {
    value: 0.99,
    advanced: true,
    needs: covariance('only-pca', 'pca'),
  }),
  /** Share of the training features that a memory bank keeps. */
  bankShare: number([0.01, 1, 0.01], { value: 0.25, absent: 0.25, needs: [MEMORY_BANK] }),
};
