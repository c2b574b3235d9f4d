/**
 * The two estimators that keep the training rows, as points of comparison (method section 3):
 *   kernel density  s(f) = -(1/gamma) log sum_i exp(-gamma |f - f_i|^2), gamma = 10 / (Var(all entries) D). On unit vectors
 *     |f - f_i|^2 = 2 - 2 <f, f_i>, and the constant 2 is left out, so that s = -(1/gamma) logsumexp_i(2 gamma <f, f_i>)
 *   nearest         s(f) = 1 - max_i cos(f, f_i) (cosine whether or not features are normalised elsewhere)
 */
import { buildMemoryBank, type MemoryBank } from './memory-bank.ts';
import { addProductTransposed } from './products.ts';
import { fillCentred, rowScale, throughNormalisation, type RowLayout } from './rows.ts';
import type { BankLaw, Density, Features } from './types.ts';

const BLOCK = 128;

/** How scores follow from products with the bank's rows. */
export interface Kernel {
  readonly law: BankLaw;
  /** Score of a row from its products with the bank, `products[at .. at + size]`, and |f|^2. */
  score(products: Float64Array, at: number, location: number, square: number): number;
  /** Weights w_i and c of the gradient c f + sum_i w_i f_i. */
  weights(products: Float64Array, location: number, square: number): { own: number; bank: Float64Array };
}

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
export function gammaOfMoments(sum: number, squares: number, n: number, d: number): number {
  const mean = sum / (n * d);
  return 10 / (Math.max(squares / (n * d) - mean * mean, 1e-30) * d);
}

/** `squares`: |f_i|^2 of each location's rows, or null on unit vectors. The sum is scaled to `equivalentRows`. */
export function kernelDensity(
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
    law: { law: 'kernel', gamma, offset },
    score: (products, at, location, square) => offset - softmax(products, at, location, square) / gamma,
    weights(products, location, square) {
      const out = new Float64Array(size);
      softmax(products, 0, location, square, out);
      return { own: squares ? 2 : 0, bank: out.map((weight) => -2 * weight) };
    },
  };
}

/** On unit vectors. */
export function nearestNeighbour(size: number): Kernel {
  const best = (products: Float64Array, at: number) => {
    let index = 0;
    for (let i = 1; i < size; i++) if (products[at + i] > products[at + index]) index = i;
    return index;
  };
  return {
    law: { law: 'cosine' },
    score: (products, at) => 1 - products[at + best(products, at)],
    weights(products) {
      const weights = new Float64Array(size);
      weights[best(products, 0)] = -1;
      return { own: 0, bank: weights };
    },
  };
}

/** `equivalentRows`: the sum is scaled to so many rows, which makes cross-fitted folds comparable with the full fit. */
export function fitKernelDensity(
  features: Features,
  n: number,
  layout: RowLayout,
  equivalentRows?: number,
): Density {
  const bank = buildMemoryBank(features, n, layout);
  const gamma = kernelGamma(features, n, layout);
  const squares = layout.l2Normalise ? null : bankSquares(bank, layout);
  const kernel = kernelDensity(bank.size, gamma, squares, equivalentRows ?? bank.size);
  return assembleBank(bank, n, layout, kernel);
}

export function fitNearestNeighbour(features: Features, n: number, layout: RowLayout): Density {
  const cosine = { ...layout, l2Normalise: true };
  const bank = buildMemoryBank(features, n, cosine);
  return assembleBank(bank, n, cosine, nearestNeighbour(bank.size));
}

/** |f_i|^2 of every row of the bank, location by location. */
export function bankSquares(bank: MemoryBank, { locations, dimension: d }: RowLayout): Float64Array {
  const out = new Float64Array(locations * bank.size);
  for (let location = 0; location < locations; location++) {
    const rows = bank.rowsOf(location);
    for (let i = 0; i < bank.size; i++)
      for (let k = 0; k < d; k++) out[location * bank.size + i] += rows[i * d + k] ** 2;
  }
  return out;
}

export function assembleBank(bank: MemoryBank, samples: number, layout: RowLayout, kernel: Kernel): Density {
  const { dimension: d, locations } = layout;
  const zero = new Float64Array(d);
  const plain = { ...layout, locations: 1 };
  const squareOf = (rows: Float64Array, r: number) => {
    let sum = 0;
    for (let i = r * d; i < (r + 1) * d; i++) sum += rows[i] * rows[i];
    return sum;
  };
  return {
    dimension: d,
    samples,
    shrinkage: null,
    conditionNumber: null,
    effectiveRank: null,
    locations,
    score(features, n) {
      const out = new Float64Array(n);
      const step = locations > 1 ? 1 : BLOCK;
      const rows = new Float64Array(step * d);
      const products = new Float64Array(step * bank.size);
      for (let start = 0; start < n; start += step) {
        const count = Math.min(step, n - start);
        const location = locations > 1 ? start % locations : 0;
        fillCentred(features, start, count, plain, zero, rows);
        products.fill(0);
        addProductTransposed(rows, count, bank.rowsOf(location), bank.size, d, products, bank.size);
        for (let r = 0; r < count; r++)
          out[start + r] = kernel.score(products, r * bank.size, location, squareOf(rows, r));
      }
      return out;
    },
    gradient(feature, location = 0) {
      const row = new Float64Array(d);
      fillCentred(feature, 0, 1, plain, zero, row);
      const rows = bank.rowsOf(location);
      const products = new Float64Array(bank.size);
      addProductTransposed(row, 1, rows, bank.size, d, products, bank.size);
      const { own, bank: weights } = kernel.weights(products, location, squareOf(row, 0));
      const gradient = row.map((value) => own * value);
      for (let i = 0; i < bank.size; i++)
        if (weights[i] !== 0) for (let k = 0; k < d; k++) gradient[k] += weights[i] * rows[i * d + k];
      return throughNormalisation(feature, gradient, layout);
    },
    numbers: () => ({
      ...kernel.law,
      l2Normalise: layout.l2Normalise,
      rows: allRows(bank, layout),
      size: bank.size,
    }),
  };
}

function allRows(bank: MemoryBank, { dimension, locations }: RowLayout): Float64Array {
  const rows = new Float64Array(locations * bank.size * dimension);
  for (let location = 0; location < locations; location++)
    rows.set(bank.rowsOf(location), location * bank.size * dimension);
  return rows;
}
