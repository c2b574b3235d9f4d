/**
 * Scores of features by a fitted density in an ONNX graph (paper Eq. 2 and the estimators beside it), and the gradient of the score,
 * which GradCAM takes. The quadratic form goes through a factor of the precision, so that float32 holds where the page has float64:
 * 1/2 x^T P x = 1/2 |C^T x|^2 with P = C C^T.
 */
import { symmetricEigen } from '../../density/symmetric-eigen.ts';
import { PlaygroundError } from '../../errors.ts';
import type { DetectorParts } from '../types.ts';
import type { OnnxGraph } from './graph.ts';

export interface Scored {
  /** `[N, places]`. */
  readonly scores: string;
  /** d score / d feature, `[N, places, D]`; only for a density without places of its own. Adds its nodes when called. */
  readonly gradient: () => string;
}

type Numbers = DetectorParts['density'];
/** Rows that a density kept of the training features. */
interface Bank {
  readonly dimension: number;
  readonly locations: number;
  readonly size: number;
  readonly rows: Float64Array;
}

/** Farther than any row. */
const FAR = 3e38;

/** Whose score is made how, by the law of the score. */
const LAWS: Readonly<Record<string, (g: OnnxGraph, unit: string, density: Numbers) => Scored>> = {
  gaussian,
  cosine,
  distance,
  kernel,
};

/** `features` is `[N, places, D]`. @throws PlaygroundError `export-failed` for a density whose law has no graph here. */
export function addDensity(g: OnnxGraph, features: string, density: Numbers): Scored {
  const { law } = density;
  if (!Object.hasOwn(LAWS, law))
    throw new PlaygroundError(
      'export-failed',
      `There is no way in ONNX to write the density "${law}". Nothing was exported; the TensorFlow.js detector can be.`,
      { reason: law },
    );
  const last = g.integers([-1]);
  const one = g.scalar(1);
  const norm = g.op('ReduceL2', [features, last], { keepdims: 1 });
  const known = g.op('Greater', [norm, g.scalar(1e-30)]);
  const scale = density.l2Normalise ? g.op('Div', [one, g.op('Where', [known, norm, one])]) : null;
  const unit = scale ? g.op('Mul', [features, scale]) : features;
  const scored = LAWS[law](g, unit, density);
  return {
    scores: scored.scores,
    /** Through the normalisation: (h - <h, u> u) / |f|. */
    gradient() {
      const own = scored.gradient();
      if (!scale) return own;
      const along = g.op('ReduceSum', [g.op('Mul', [own, unit]), last], { keepdims: 1 });
      return g.op('Mul', [g.op('Sub', [own, g.op('Mul', [along, unit])]), scale]);
    },
  };
}

function gaussian(g: OnnxGraph, unit: string, { dimension: d, locations, arrays }: Numbers): Scored {
  const { mean, precision, spread } = arrays;
  const x = g.op('Sub', [unit, g.tensor(mean, [1, locations, d], 'mean')]);
  const triangle = triangularFactor(precision, d);
  const c = triangle ? packedTriangle(g, triangle, d) : principalFactor(g, precision, d);
  const y = g.op('MatMul', [x, c]);
  const squared = g.op('ReduceSumSquare', [y, g.integers([-1])], { keepdims: 0 });
  let scores = g.op('Mul', [squared, g.scalar(0.5)]);
  if (spread) scores = g.op('Div', [scores, g.tensor(spread, [1, locations], 'spread')]);
  return { scores, gradient: () => g.op('MatMul', [y, g.transpose(c, [1, 0])]) };
}

/** Of a precision of lower rank r: its directions, each as long as the root of its eigenvalue, `[d, r]`. */
function principalFactor(g: OnnxGraph, precision: Float64Array, d: number): string {
  const { values, vectors } = symmetricEigen(precision, d);
  const rank = values.findIndex((value) => !(value > 1e-12 * values[0]));
  const r = rank < 0 ? d : Math.max(1, rank);
  const factor = new Float32Array(d * r);
  for (let k = 0; k < r; k++)
    for (let i = 0; i < d; i++) factor[i * r + k] = vectors[k * d + i] * Math.sqrt(values[k]);
  return g.tensor(factor, [d, r], 'factor');
}

/** Lower C with C C^T = `matrix` `[d, d]`; null where the matrix is not safely positive definite. */
function triangularFactor(matrix: Float64Array, d: number): Float64Array | null {
  const c = new Float64Array(d * d);
  let largest = 0;
  for (let i = 0; i < d; i++) largest = Math.max(largest, matrix[i * d + i]);
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * d + j];
      for (let k = 0; k < j; k++) sum -= c[i * d + k] * c[j * d + k];
      if (i > j) c[i * d + j] = sum / c[j * d + j];
      else if (sum > 1e-13 * largest) c[i * d + i] = Math.sqrt(sum);
      else return null;
    }
  return c;
}

/** A lower triangle is kept without its zeros, and laid out as `[d, d]` when the graph is opened. */
function packedTriangle(g: OnnxGraph, factor: Float64Array, d: number): string {
  const packed = new Float32Array((d * (d + 1)) / 2 + 1);
  // Index 0 is the zero above the diagonal.
  for (let i = 0, at = 1; i < d; i++) for (let j = 0; j <= i; j++, at++) packed[at] = factor[i * d + j];
  const values = g.tensor(packed, [packed.length], 'factor');
  const [zero, one, two, size] = [0, 1, 2, d].map((value) => g.integers([value], []));
  const line = g.op('Range', [zero, size, one]);
  const [row, column] = [g.reshape(line, [-1, 1]), g.reshape(line, [1, -1])];
  const above = g.op('Div', [g.op('Mul', [row, g.op('Add', [row, one])]), two]);
  const at = g.op('Add', [g.op('Add', [above, column]), one]);
  const below = g.op('LessOrEqual', [column, row]);
  return g.op('Gather', [values, g.op('Where', [below, at, zero])], { axis: 0 });
}

function bankOf({ dimension, locations, settings, arrays }: Numbers): Bank {
  return { dimension, locations, size: settings.size, rows: arrays.rows };
}

const tableOf = (g: OnnxGraph, { rows, size, dimension }: Bank) => g.tensor(rows, [size, dimension], 'bank');

/** |f - f_i|^2 of each row of the bank, from the products. */
function squaredDistances(g: OnnxGraph, unit: string, products: string, bank: Bank): string {
  const { dimension: d, locations, size, rows } = bank;
  const squares = Float32Array.from({ length: locations * size }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += rows[i * d + k] ** 2;
    return sum;
  });
  const square = g.op('ReduceSumSquare', [unit, g.integers([-1])], { keepdims: 1 });
  const both = g.op('Add', [square, g.tensor(squares, [1, locations, size], 'squares')]);
  const left = g.op('Sub', [both, g.op('Mul', [products, g.scalar(2)])]);
  return g.op('Max', [left, g.scalar(0)]);
}

function cosine(g: OnnxGraph, unit: string, density: Numbers): Scored {
  const bank = bankOf(density);
  const products = productsWithRows(g, unit, bank);
  const best = () => g.op('ArgMax', [products], { axis: -1, keepdims: 0 });
  const highest = g.op('ReduceMax', [products, g.integers([-1])], { keepdims: 0 });
  return {
    scores: g.op('Sub', [g.scalar(1), highest]),
    gradient: () => g.op('Neg', [g.op('Gather', [tableOf(g, bank), best()], { axis: 0 })]),
  };
}

/** Mean distance to the nearest rows, found one after another. */
function distance(g: OnnxGraph, unit: string, density: Numbers): Scored {
  const bank = bankOf(density);
  const { neighbours } = density.settings;
  const last = g.integers([-1]);
  let left = squaredDistances(g, unit, productsWithRows(g, unit, bank), bank);
  const found = Array.from({ length: neighbours }, (_, k) => {
    const square = g.op('ReduceMin', [left, last], { keepdims: 0 });
    const row = g.op('ArgMin', [left], { axis: -1, keepdims: 0 });
    if (k + 1 < neighbours) {
      const order = g.integers(Array.from({ length: bank.size }, (_row, i) => i));
      const taken = g.op('Equal', [g.op('Unsqueeze', [row, last]), order]);
      left = g.op('Where', [taken, g.scalar(FAR), left]);
    }
    return { row, length: g.op('Sqrt', [square]) };
  });
  const sumOf = (parts: readonly string[]) => parts.reduce((sum, part) => g.op('Add', [sum, part]));
  const mean = (sum: string) => (neighbours === 1 ? sum : g.op('Div', [sum, g.scalar(neighbours)]));
  return {
    scores: mean(sumOf(found.map(({ length }) => length))),
    gradient() {
      const table = tableOf(g, bank);
      const parts = found.map(({ row, length }) => {
        const away = g.op('Sub', [unit, g.op('Gather', [table, row], { axis: 0 })]);
        const along = g.op('Unsqueeze', [length, last]);
        const isZero = g.op('Equal', [along, g.scalar(0)]);
        return g.op('Div', [away, g.op('Where', [isZero, g.scalar(1), along])]);
      });
      return mean(sumOf(parts));
    },
  };
}

function kernel(g: OnnxGraph, unit: string, density: Numbers): Scored {
  const bank = bankOf(density);
  const { gamma, offset } = density.settings;
  const { l2Normalise } = density;
  const products = productsWithRows(g, unit, bank);
  const exponents = l2Normalise
    ? g.op('Mul', [products, g.scalar(2 * gamma)])
    : g.op('Mul', [squaredDistances(g, unit, products, bank), g.scalar(-gamma)]);
  const sum = g.op('ReduceLogSumExp', [exponents, g.integers([-1])], { keepdims: 0 });
  return {
    scores: g.op('Sub', [g.scalar(offset), g.op('Div', [sum, g.scalar(gamma)])]),
    gradient() {
      const shares = g.op('Softmax', [exponents], { axis: -1 });
      const towards = g.op('Mul', [g.op('MatMul', [shares, tableOf(g, bank)]), g.scalar(-2)]);
      return l2Normalise ? towards : g.op('Add', [towards, g.op('Mul', [unit, g.scalar(2)])]);
    },
  };
}

/** Inner products with the rows that were kept, of each place's own where places have their own: `[N, places, size]`. */
function productsWithRows(g: OnnxGraph, unit: string, { dimension: d, locations, size, rows }: Bank): string {
  const turned = new Float32Array(rows.length);
  for (let l = 0; l < locations; l++)
    for (let i = 0; i < size; i++)
      for (let k = 0; k < d; k++) turned[(l * d + k) * size + i] = rows[(l * size + i) * d + k];
  if (locations === 1) return g.op('MatMul', [unit, g.tensor(turned, [d, size], 'rows')]);
  const byPlace = g.op('MatMul', [
    g.transpose(unit, [1, 0, 2]),
    g.tensor(turned, [locations, d, size], 'rows'),
  ]);
  return g.transpose(byPlace, [1, 0, 2]);
}
