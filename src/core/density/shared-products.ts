/**
 * Inner products of all pairs of training rows, made once and shared: with fewer rows than features they are all that any estimator and its
 * held-out scores need, so that another choice of the density costs no pass over the features.
 */
import { gram } from './products.ts';
import { fillCentred, rowScale } from './rows.ts';
import type { Features } from './types.ts';

/** Rows beyond which the products (8 n^2 bytes) are not kept. */
const MOST_ROWS = 1200;

export class SharedProducts {
  private readonly made = new Map<boolean, Float64Array>();
  private readonly others = new Map<string, unknown>();

  /** `features` `[n, d]` must not change afterwards. */
  constructor(
    private readonly features: Features,
    readonly rows: number,
    private readonly dimension: number,
  ) {}

  /** Null where sharing does not pay. */
  static of(features: Features, rows: number, dimension: number): SharedProducts | null {
    return rows <= MOST_ROWS && rows < dimension ? new SharedProducts(features, rows, dimension) : null;
  }

  /** `[n, n]` of the rows as they are, or of unit length. */
  products(l2Normalise: boolean): Float64Array {
    const known = this.made.get(l2Normalise);
    if (known) return known;
    const other = this.made.get(!l2Normalise);
    const products = other ? this.rescaled(other, l2Normalise) : this.multiplied(l2Normalise);
    this.made.set(l2Normalise, products);
    return products;
  }

  /** Whatever else follows from the rows alone, made once; the key says what it is, with everything that it depends on. */
  remembered<T>(key: string, make: () => T): T {
    if (!this.others.has(key)) this.others.set(key, make());
    return this.others.get(key) as T;
  }

  private multiplied(l2Normalise: boolean): Float64Array {
    const d = this.dimension;
    const rows = new Float64Array(this.rows * d);
    const layout = { dimension: d, l2Normalise, locations: 1 };
    fillCentred(this.features, 0, this.rows, layout, new Float64Array(d), rows);
    return gram(rows, this.rows, d);
  }

  /** Unit rows are the rows times a number each, and so are their products. */
  private rescaled(other: Float64Array, l2Normalise: boolean): Float64Array {
    const n = this.rows;
    const layout = { dimension: this.dimension, l2Normalise: true, locations: 1 };
    const scales = Float64Array.from({ length: n }, (_, row) => rowScale(this.features, row, layout));
    if (!l2Normalise) for (let i = 0; i < n; i++) scales[i] = 1 / scales[i];
    return other.map((value, at) => value * scales[Math.floor(at / n)] * scales[at % n]);
  }
}

/** A block of products with the mean of the `kept` rows taken off: (a - m).(b - m) = a.b - a.m - b.m + m.m. */
export interface CentredProducts {
  /** `[rows, kept]`. */
  block(rows: readonly number[]): Float64Array;
  /** |row - m|^2. */
  square(row: number): number;
}

export function centredOn(products: Float64Array, n: number, kept: readonly number[]): CentredProducts {
  const k = kept.length;
  const withMean = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (const other of kept) sum += products[row * n + other];
    withMean[row] = sum / k;
  }
  const meanSquare = kept.reduce((sum, row) => sum + withMean[row], 0) / k;
  return {
    block(rows) {
      const result = new Float64Array(rows.length * k);
      rows.forEach((row, r) => {
        for (let j = 0; j < k; j++)
          result[r * k + j] = products[row * n + kept[j]] - withMean[row] - withMean[kept[j]] + meanSquare;
      });
      return result;
    },
    square: (row) => products[row * n + row] - 2 * withMean[row] + meanSquare,
  };
}
