/**
 * Ridge regression with an intercept, several outputs at once (Hoerl and Kennard 1970; `sklearn.linear_model.Ridge`). Of a few penalties it
 * takes the one whose fit to the other rows predicts the held-out rows best, and then fits all rows with it.
 */
import { choleskySolve, choleskyWithFloor } from './cholesky.ts';
import { mirrorLower } from './products.ts';
import { locationMeans } from './rows.ts';
import { addScatter } from './scatter.ts';

/** Penalties that are tried, as shares of the mean variance of the inputs times the number of rows. */
export const PENALTY_SHARES: readonly number[] = [1e-4, 1e-3, 1e-2, 1e-1, 1];

export interface RidgeRows {
  /** `[N, inputs + outputs]`, the outputs last. */
  readonly rows: Float32Array;
  readonly inputs: number;
  readonly outputs: number;
  /** So many rows at the end choose the penalty. */
  readonly held: number;
}

export interface RidgeFit {
  /** `[inputs, outputs]`; an output is the input row times it, plus its bias. */
  readonly weights: Float64Array;
  readonly bias: Float64Array;
  readonly penaltyShare: number;
}

/** Centred second moments of some rows. */
interface Moments {
  readonly count: number;
  readonly mean: Float64Array;
  /** `[D, D]`, sums over the rows. */
  readonly scatter: Float64Array;
}

/** About inputs^2 (N / 2 + penalties (inputs / 6 + outputs)) multiply-adds. */
export function fitRidge(
  { rows, inputs, outputs, held }: RidgeRows,
  penaltyShares: readonly number[] = PENALTY_SHARES,
): RidgeFit {
  const width = inputs + outputs;
  const split = rows.length - held * width;
  const [shown, hidden] = [rows.subarray(0, split), rows.subarray(split)];
  const first = momentsOf(shown, width);
  let penaltyShare = penaltyShares[0];
  if (penaltyShares.length > 1 && held > 0) {
    const errors = penaltyShares.map((share) => squaredError(solve(first, inputs, share), hidden, inputs));
    penaltyShare = penaltyShares[errors.indexOf(Math.min(...errors))];
  }
  return solve(held > 0 ? pooled(first, momentsOf(hidden, width)) : first, inputs, penaltyShare);
}

function momentsOf(rows: Float32Array, width: number): Moments {
  const count = rows.length / width;
  const layout = { dimension: width, l2Normalise: false, locations: 1 };
  const mean = locationMeans(rows, count, layout);
  const scatter = new Float64Array(width * width);
  addScatter(rows, count, layout, mean, scatter);
  mirrorLower(scatter, width);
  return { count, mean, scatter };
}

/** Of both sets of rows together (Chan, Golub and LeVeque 1983). */
function pooled(a: Moments, b: Moments): Moments {
  const count = a.count + b.count;
  const apart = b.mean.map((value, i) => value - a.mean[i]);
  const share = (a.count * b.count) / count;
  const d = apart.length;
  return {
    count,
    mean: a.mean.map((value, i) => value + (apart[i] * b.count) / count),
    scatter: a.scatter.map(
      (value, at) => value + b.scatter[at] + share * apart[Math.floor(at / d)] * apart[at % d],
    ),
  };
}

function solve({ mean, scatter }: Moments, inputs: number, penaltyShare: number): RidgeFit {
  const width = mean.length;
  const outputs = width - inputs;
  const normal = new Float64Array(inputs * inputs);
  let trace = 0;
  for (let i = 0; i < inputs; i++) {
    normal.set(scatter.subarray(i * width, i * width + inputs), i * inputs);
    trace += scatter[i * width + i];
  }
  for (let i = 0; i < inputs; i++) normal[i * inputs + i] += (penaltyShare * trace) / inputs;
  const factor = choleskyWithFloor(normal, inputs);
  const weights = new Float64Array(inputs * outputs);
  const bias = mean.slice(inputs);
  for (let o = 0; o < outputs; o++) {
    const from = (inputs + o) * width;
    const column = choleskySolve(factor, inputs, scatter.slice(from, from + inputs));
    for (let i = 0; i < inputs; i++) {
      weights[i * outputs + o] = column[i];
      bias[o] -= column[i] * mean[i];
    }
  }
  return { weights, bias, penaltyShare };
}

function squaredError({ weights, bias }: RidgeFit, rows: Float32Array, inputs: number): number {
  const outputs = bias.length;
  const width = inputs + outputs;
  const found = new Float64Array(outputs);
  let sum = 0;
  for (let row = 0; row < rows.length; row += width) {
    found.set(bias);
    for (let i = 0; i < inputs; i++) {
      const value = rows[row + i];
      for (let o = 0, at = i * outputs; o < outputs; o++) found[o] += value * weights[at + o];
    }
    for (let o = 0; o < outputs; o++) sum += (found[o] - rows[row + inputs + o]) ** 2;
  }
  return sum;
}
