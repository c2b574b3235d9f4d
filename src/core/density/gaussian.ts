/**
 * Gaussian density estimator (paper Eq. 2): score s(f) = 1/2 (f - mu)^T Sigma^-1 (f - mu). One mean for all rows, or a
 * mean per location with one covariance of the residuals shared by all locations: L D + D^2 numbers (57 x 57 places of
 * 64 features: 1.7 MB) where a covariance per location would take L D^2 (106 MB; 6.8 GB in float64 at 512 features).
 */
import type { DensityConfig } from '../config/schema.ts';
import { diagonalForm, dualForm, primalForm, type QuadraticForm } from './gaussian-form.ts';
import { participationRatio, type CovarianceSums } from './ledoit-wolf.ts';
import { componentsOfCovariance, componentsOfGram, principalForm } from './principal-form.ts';
import { gram } from './products.ts';
import { regularise } from './regularise.ts';
import { fillCentred, locationMeans, throughNormalisation, type RowLayout } from './rows.ts';
import { addScatter, finishCovariance, fourthPowers, sumsOfGram } from './scatter.ts';
import type { Density, Features } from './types.ts';

/** Rows scored at once: their centred copies stay in the cache. */
const BLOCK = 128;

export function fitGaussian(
  features: Features,
  n: number,
  layout: RowLayout,
  config: DensityConfig,
): Density {
  const d = layout.dimension;
  const mean = locationMeans(features, n, layout);
  if (n < d && config.covariance !== 'diagonal') {
    const x = new Float64Array(n * d);
    fillCentred(features, 0, n, layout, mean, x);
    return gaussianOfGram(x, gram(x, n, d), n, mean, layout, config);
  }
  const covariance = new Float64Array(d * d);
  addScatter(features, n, layout, mean, covariance);
  const sums = finishCovariance(covariance, n, d, fourthPowers(features, n, layout, mean));
  return gaussianOfCovariance(covariance, sums, mean, layout, config);
}

/** From the sample covariance `[D, D]` and its sums. */
export function gaussianOfCovariance(
  covariance: Float64Array,
  sums: CovarianceSums,
  mean: Float64Array,
  layout: RowLayout,
  config: DensityConfig,
): Density {
  const d = layout.dimension;
  switch (config.covariance) {
    case 'ledoit-wolf':
    case 'ridge': {
      const rule = regularise(sums, config);
      return assemble(primalForm(covariance, d, rule), sums, rule.shrinkage, mean, layout);
    }
    case 'diagonal':
      return assemble(diagonalForm(covariance, d), sums, null, mean, layout);
    case 'pca': {
      const components = componentsOfCovariance(covariance, d, config.pcaVariance);
      return assemble(principalForm(components, d), sums, null, mean, layout);
    }
    default:
      return config.covariance satisfies never;
  }
}

/** From fewer rows than features: centred rows `[n, D]` and their Gram matrix `[n, n]`. Not for 'diagonal'. */
export function gaussianOfGram(
  x: Float64Array,
  gramMatrix: Float64Array,
  n: number,
  mean: Float64Array,
  layout: RowLayout,
  config: DensityConfig,
): Density {
  const d = layout.dimension;
  const sums = sumsOfGram(gramMatrix, n, d);
  if (config.covariance === 'pca') {
    const components = componentsOfGram(x, gramMatrix, n, d, config.pcaVariance);
    return assemble(principalForm(components, d), sums, null, mean, layout);
  }
  const rule = regularise(sums, config);
  return assemble(dualForm(x, gramMatrix, n, d, rule), sums, rule.shrinkage, mean, layout);
}

function assemble(
  form: QuadraticForm,
  sums: CovarianceSums,
  shrinkage: number | null,
  mean: Float64Array,
  layout: RowLayout,
): Density {
  const d = layout.dimension;
  return {
    dimension: form.dimension,
    samples: sums.samples,
    shrinkage,
    conditionNumber: form.conditionNumber,
    effectiveRank: participationRatio(sums),
    locations: layout.locations,
    score(features, n) {
      const out = new Float64Array(n);
      const rows = new Float64Array(Math.min(BLOCK, n) * d);
      for (let start = 0; start < n; start += BLOCK) {
        const count = Math.min(BLOCK, n - start);
        fillCentred(features, start, count, layout, mean, rows);
        const squared = form.squaredDistances(rows, count);
        for (let r = 0; r < count; r++) out[start + r] = 0.5 * squared[r];
      }
      return out;
    },
    gradient(feature, location = 0) {
      const row = new Float64Array(d);
      const own = mean.subarray(location * d, (location + 1) * d);
      fillCentred(feature, 0, 1, { ...layout, locations: 1 }, own, row);
      return throughNormalisation(feature, form.precisionTimes(row), layout);
    },
  };
}
