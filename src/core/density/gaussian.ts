/**
 * Gaussian density estimator (paper Eq. 2): score s(f) = 1/2 (f - mu)^T Sigma^-1 (f - mu). One mean for all rows, or a
 * mean per location with one covariance of the residuals shared by all locations: L D + D^2 numbers (57 x 57 places of
 * 64 features: 1.7 MB) where a covariance per location would take L D^2 (106 MB; 6.8 GB in float64 at 512 features).
 */
import type { EstimatorSettings } from './settings.ts';
import { diagonalForm, primalForm, type QuadraticForm } from './gaussian-form.ts';
import { onRows, principalGram, regularisedGram, type GramForm } from './gram-form.ts';
import { participationRatio, type CovarianceSums } from './ledoit-wolf.ts';
import { principalForm } from './principal-form.ts';
import { gram } from './products.ts';
import { regularise } from './regularise.ts';
import { fillCentred, locationMeans, throughNormalisation, type RowLayout } from './rows.ts';
import {
  addScatter,
  featureVariances,
  finishCovariance,
  fourthPowers,
  sumsOfGram,
  sumsOfVariances,
} from './scatter.ts';
import { centredOn, type SharedProducts } from './shared-products.ts';
import { eigenCoordinates } from './symmetric-eigen.ts';
import type { Density, Features } from './types.ts';

/** Rows scored at once: their centred copies stay in the cache. */
const BLOCK = 128;

export function fitGaussian(
  features: Features,
  n: number,
  layout: RowLayout,
  config: EstimatorSettings,
  shared: SharedProducts | null = null,
): Density {
  const d = layout.dimension;
  const mean = locationMeans(features, n, layout);
  if (config.covariance === 'diagonal') {
    const variance = featureVariances(features, n, layout, mean);
    const sums = sumsOfVariances(variance, n);
    return assemble(diagonalForm(variance), sums, null, mean, layout);
  }
  if (usesGram(n, d, config)) {
    const x = new Float64Array(n * d);
    fillCentred(features, 0, n, layout, mean, x);
    const all = layout.locations === 1 ? shared : null;
    const centred = all
      ? centredOn(all.products(layout.l2Normalise), n, rowNumbers(n)).block(rowNumbers(n))
      : gram(x, n, d);
    const decompose = () => eigenCoordinates(centred, n);
    const eigenOf = all ? () => all.remembered(`all ${layout.l2Normalise}`, decompose) : decompose;
    const { form, sums, shrinkage } = formOfGram(centred, n, d, config, eigenOf);
    return assemble(onRows(form, x, n, d), sums, shrinkage, mean, layout);
  }
  const covariance = new Float64Array(d * d);
  addScatter(features, n, layout, mean, covariance);
  const sums = finishCovariance(covariance, n, d, fourthPowers(features, n, layout, mean));
  return gaussianOfCovariance(covariance, sums, mean, layout, config);
}

const rowNumbers = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Whether `n` rows of `d` features are few enough for the Gram matrix to be the cheaper way. */
export function usesGram(n: number, d: number, config: Pick<EstimatorSettings, 'covariance'>): boolean {
  return n < d && config.covariance !== 'diagonal';
}

/** From the sample covariance `[D, D]` and its sums. */
export function gaussianOfCovariance(
  covariance: Float64Array,
  sums: CovarianceSums,
  mean: Float64Array,
  layout: RowLayout,
  config: EstimatorSettings,
): Density {
  const d = layout.dimension;
  switch (config.covariance) {
    case 'ledoit-wolf':
    case 'ridge': {
      const rule = regularise(sums, config);
      return assemble(primalForm(covariance, d, rule), sums, rule.shrinkage, mean, layout);
    }
    case 'diagonal':
      return assemble(diagonalForm(diagonalOf(covariance, d)), sums, null, mean, layout);
    case 'pca':
      return assemble(principalForm(covariance, d, config.pcaVariance), sums, null, mean, layout);
    default:
      return config.covariance satisfies never;
  }
}

/** From the Gram matrix `[n, n]` of centred rows, n < d. Not for 'diagonal'. `eigenOf` knows its decomposition. */
export function formOfGram(
  gramMatrix: Float64Array,
  n: number,
  d: number,
  config: EstimatorSettings,
  eigenOf = () => eigenCoordinates(gramMatrix, n),
): { readonly form: GramForm; readonly sums: CovarianceSums; readonly shrinkage: number | null } {
  const sums = sumsOfGram(gramMatrix, n, d);
  if (config.covariance === 'pca')
    return { form: principalGram(eigenOf(), n, config.pcaVariance), sums, shrinkage: null };
  const rule = regularise(sums, config);
  return { form: regularisedGram(gramMatrix, n, d, rule), sums, shrinkage: rule.shrinkage };
}

function diagonalOf(matrix: Float64Array, d: number): Float64Array {
  return Float64Array.from({ length: d }, (_, i) => matrix[i * d + i]);
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
    get conditionNumber() {
      return form.conditionNumber;
    },
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
    numbers: () => ({
      law: 'gaussian',
      l2Normalise: layout.l2Normalise,
      settings: {},
      arrays: { mean, precision: precisionOf(form, d) },
    }),
  };
}

/** The precision matrix `[D, D]`, column by column; both halves are averaged, so that it is symmetric to the last bit. */
function precisionOf(form: QuadraticForm, d: number): Float64Array {
  const precision = new Float64Array(d * d);
  const unit = new Float64Array(d);
  for (let i = 0; i < d; i++) {
    unit[i] = 1;
    precision.set(form.precisionTimes(unit), i * d);
    unit[i] = 0;
  }
  for (let i = 0; i < d; i++)
    for (let j = 0; j < i; j++)
      precision[i * d + j] = precision[j * d + i] = (precision[i * d + j] + precision[j * d + i]) / 2;
  return precision;
}
