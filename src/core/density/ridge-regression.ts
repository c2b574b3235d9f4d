/**
 * Ridge regression with an intercept, several outputs at once (Hoerl and Kennard 1970; `sklearn.linear_model.Ridge`). Of a few penalties it
 * takes the one whose fit to the other rows predicts the held-out rows best, and then fits all rows with it.
 */
import { choleskySolve, choleskyWithFloor } from './cholesky.ts';
import { momentsOf, type Moments } from './moments.ts';
import { addProductTransposed, transpose } from './products.ts';

/** Penalties that are tried, as shares of the mean variance of the inputs times the number of rows. */
const PENALTY_SHARES: readonly number[] = [1e-4, 1e-3, 1e-2, 1e-1, 1];

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

/** About inputs^2 (N / 2 + penalties (inputs / 6 + 2 outputs)) multiply-adds. */
export function fitRidge(
  { rows, inputs, outputs, held }: RidgeRows,
  penaltyShares: readonly number[] = PENALTY_SHARES,
): RidgeFit {
  const width = inputs + outputs;
  const split = rows.length - held * width;
  const shown = momentsOf(rows.subarray(0, split), width);
  if (held === 0) return solve(shown, inputs, penaltyShares[0]);
  const hidden = momentsOf(rows.subarray(split), width);
  const errors = penaltyShares.map((share) => squaredError(solve(shown, inputs, share), hidden, inputs));
  return solve(pooled(shown, hidden), inputs, penaltyShares[errors.indexOf(Math.min(...errors))]);
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

/**
 * Of the predictions of all rows with these moments: for each output y with weights w, S_yy - 2 w S_xy + w S_xx w about the means, and
 * the square of what the means are missed by.
 */
function squaredError(
  { weights, bias }: RidgeFit,
  { count, mean, scatter }: Moments,
  inputs: number,
): number {
  const outputs = bias.length;
  const width = inputs + outputs;
  const byOutput = new Float64Array(outputs * inputs);
  transpose(weights, inputs, outputs, byOutput);
  const amongInputs = new Float64Array(inputs * inputs);
  for (let i = 0; i < inputs; i++)
    amongInputs.set(scatter.subarray(i * width, i * width + inputs), i * inputs);
  const spread = new Float64Array(outputs * inputs);
  addProductTransposed(byOutput, outputs, amongInputs, inputs, inputs, spread, inputs);
  let sum = 0;
  for (let o = 0; o < outputs; o++) {
    const row = (inputs + o) * width;
    let missed = mean[inputs + o] - bias[o];
    sum += scatter[row + inputs + o];
    for (let i = 0, at = o * inputs; i < inputs; i++, at++) {
      sum += byOutput[at] * (spread[at] - 2 * scatter[row + i]);
      missed -= byOutput[at] * mean[i];
    }
    sum += count * missed * missed;
  }
  return sum;
}
