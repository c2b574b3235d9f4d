/**
 * Densities that keep training rows and score by inner products with them. What the score makes of the products is a kernel; each of
 * `estimators/` that keeps rows has one of its own.
 */
import type { ScoreLaw } from './estimators/types.ts';
import type { MemoryBank } from './memory-bank.ts';
import { addProductTransposed } from './products.ts';
import { fillCentred, throughNormalisation, type RowLayout } from './rows.ts';
import type { Density } from './types.ts';

const BLOCK = 128;

/** How scores follow from products with the bank's rows. */
export interface Kernel {
  /** Name and numbers of the law, for files. */
  readonly law: { readonly name: string; readonly settings: Readonly<Record<string, number>> };
  /** Score of a row from its products with the bank, `products[at .. at + size]`, and |f|^2. */
  score(products: Float64Array, at: number, location: number, square: number): number;
  /** Weights w_i and c of the gradient c f + sum_i w_i f_i. */
  weights(products: Float64Array, location: number, square: number): { own: number; bank: Float64Array };
}

/** A law whose arrays are the rows of the bank, `[locations, size, D]`. */
export function bankLaw(name: string, settings: ScoreLaw['settings'] = {}): ScoreLaw {
  return {
    name,
    settings: { size: null, ...settings },
    arrays: ({ dimension, locations }, { size }) => ({ rows: locations * size * dimension }),
    optional: [],
  };
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
      law: kernel.law.name,
      l2Normalise: layout.l2Normalise,
      settings: { size: bank.size, ...kernel.law.settings },
      arrays: { rows: allRows(bank, layout) },
    }),
  };
}

function allRows(bank: MemoryBank, { dimension, locations }: RowLayout): Float64Array {
  const rows = new Float64Array(locations * bank.size * dimension);
  for (let location = 0; location < locations; location++)
    rows.set(bank.rowsOf(location), location * bank.size * dimension);
  return rows;
}
