/**
 * Kernel density estimator, a point of comparison (method section 3; often labelled GDE, which it is not):
 *   s(f) = -(1/gamma) log sum_i exp(-gamma |f - f_i|^2), gamma = 10 / (Var(all entries) D). On unit vectors
 *   |f - f_i|^2 = 2 - 2 <f, f_i>, and the constant 2 is left out, so that s = -(1/gamma) logsumexp_i(2 gamma <f, f_i>).
 */
import { assembleBank, bankLaw, bankSquares, type Kernel } from '../bank.ts';
import { crossFitBank } from '../bank-cross-fit.ts';
import { heldOutScores, rowsWithout } from '../held-out.ts';
import { buildMemoryBank, MAX_ROWS } from '../memory-bank.ts';
import { rowScale, type RowLayout } from '../rows.ts';
import type { Density, Features } from '../types.ts';
import type { CrossFitInput, Estimator, EstimatorFacts } from './types.ts';

const LAW = bankLaw('kernel', { gamma: null, offset: null });

/** gamma = 10 / (Var(all entries) D) of the rows as the density sees them. */
export function kernelGamma(features: Features, n: number, layout: RowLayout): number {
  const d = layout.dimension;
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < n; row++) {
    const scale = rowScale(features, row, layout);
    for (let i = row * d; i < (row + 1) * d; i++) sum += features[i] * scale;
  }
  const mean = sum / (n * d);
  for (let row = 0; row < n; row++) {
    const scale = rowScale(features, row, layout);
    for (let i = row * d; i < (row + 1) * d; i++) squares += (features[i] * scale - mean) ** 2;
  }
  return 10 / (Math.max(squares / (n * d), 1e-30) * d);
}

/** The same from the sum and the sum of squares of all entries of `n` rows. */
function gammaOfMoments(sum: number, squares: number, n: number, d: number): number {
  const mean = sum / (n * d);
  return 10 / (Math.max(squares / (n * d) - mean * mean, 1e-30) * d);
}

/** `squares`: |f_i|^2 of each location's rows, or null on unit vectors. The sum is scaled to `equivalentRows`. */
function kernelDensity(
  size: number,
  gamma: number,
  squares: Float64Array | null,
  equivalentRows: number,
): Kernel {
  const offset = -Math.log(equivalentRows / size) / gamma;
  const exponent = (product: number, i: number, location: number, square: number) =>
    squares ? gamma * (2 * product - square - squares[location * size + i]) : 2 * gamma * product;
  const softmax = (
    products: Float64Array,
    at: number,
    location: number,
    square: number,
    out?: Float64Array,
  ) => {
    let top = -Infinity;
    for (let i = 0; i < size; i++) top = Math.max(top, exponent(products[at + i], i, location, square));
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const term = Math.exp(exponent(products[at + i], i, location, square) - top);
      sum += term;
      if (out) out[i] = term;
    }
    if (out) for (let i = 0; i < size; i++) out[i] /= sum;
    return top + Math.log(sum);
  };
  return {
    law: { name: LAW.name, settings: { gamma, offset } },
    score: (products, at, location, square) => offset - softmax(products, at, location, square) / gamma,
    weights(products, location, square) {
      const out = new Float64Array(size);
      softmax(products, 0, location, square, out);
      return { own: squares ? 2 : 0, bank: out.map((weight) => -2 * weight) };
    },
  };
}

/** `standsFor`: the sum is scaled to the bank of so many rows, which makes cross-fitted folds comparable with the full fit. */
function fitKernelDensity(features: Features, n: number, layout: RowLayout, standsFor = n): Density {
  const bank = buildMemoryBank(features, n, layout);
  const gamma = kernelGamma(features, n, layout);
  const squares = layout.l2Normalise ? null : bankSquares(bank, layout);
  const equivalentRows = layout.locations > 1 ? standsFor / layout.locations : Math.min(standsFor, MAX_ROWS);
  const kernel = kernelDensity(bank.size, gamma, squares, equivalentRows);
  return assembleBank(bank, n, layout, kernel);
}

/** From the inner products of all rows where they are shared; else each fold's bank is built. */
function crossFit(input: CrossFitInput): Float64Array {
  const { features, n, layout, shared } = input;
  if (layout.locations > 1 || !shared) {
    return heldOutScores(input, (fold) => {
      const kept = rowsWithout(input, fold);
      return fitKernelDensity(kept.features, kept.n, layout, n);
    });
  }
  const products = shared.products(layout.l2Normalise);
  const square = (row: number) => products[row * n + row];
  const sums = rowSums(features, n, layout);
  return crossFitBank(input, products, (kept) => {
    const total = kept.reduce((sum, row) => sum + sums[row], 0);
    const squares = kept.reduce((sum, row) => sum + square(row), 0);
    const gamma = gammaOfMoments(total, squares, kept.length, layout.dimension);
    const own = layout.l2Normalise ? null : Float64Array.from(kept, square);
    return { bank: kept, kernel: kernelDensity(kept.length, gamma, own, n) };
  });
}

/** Sum of the entries of each row. */
function rowSums(features: Features, n: number, layout: RowLayout): Float64Array {
  const d = layout.dimension;
  return Float64Array.from({ length: n }, (_, row) => {
    let sum = 0;
    for (let i = row * d; i < (row + 1) * d; i++) sum += features[i];
    return sum * rowScale(features, row, layout);
  });
}

export const kdeFacts: EstimatorFacts = {
  law: LAW,
  gaussian: false,
  settings: ['l2Normalise'],
};

export const kde: Estimator = {
  ...kdeFacts,
  fit: ({ features, n, layout, standsFor }) => fitKernelDensity(features, n, layout, standsFor),
  crossFit,
};
