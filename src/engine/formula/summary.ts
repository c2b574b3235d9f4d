/**
 * A stored gradient of PyTorch in few numbers (scripts/fixtures/training_step.py), and how far a gradient is from it: one measure for
 * every backend.
 */
import { hashed, signedValue } from './numbers.ts';

/** The norm, the largest absolute value, projections on formula vectors, and a few values by index. */
export interface Summary {
  readonly norm: number;
  readonly largest: number;
  readonly projections: readonly number[];
  readonly samples: readonly (readonly [number, number])[];
}

const PROJECTION_STREAM = 2000;
/** Of the entries of a projection vector, U[-1, 1). */
const DEVIATION = Math.sqrt(1 / 3);

/**
 * Relative difference |values - stored| / |stored| (Euclidean), estimated without storing the tensor: the root mean square over the
 * random projections, and over the sampled entries; the difference of the norms; and that of any sampled entry and of the largest one,
 * relative to the largest. The largest of all; NaN where `values` holds one.
 * @throws Error when the samples are not those of the fixture's formula for `stream`.
 */
export function differenceFromSummary(values: Float32Array, stored: Summary, stream: number): number {
  const { norm, largest, projections, samples } = stored;
  if (hashed(stream + 7, 0) % values.length !== samples[0][0])
    throw new Error('The summary was stored for another stream.');
  const ownNorm = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
  const projected = projections.map((expected, k) => {
    const vector = PROJECTION_STREAM + 10 * stream + k;
    const own = values.reduce((sum, v, i) => sum + v * signedValue(vector, i), 0);
    return (own - expected) / (norm * DEVIATION);
  });
  const sampled = samples.map(([i, expected]) => ((values[i] - expected) / norm) * Math.sqrt(values.length));
  const ownLargest = values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const entries = samples.map(([i, expected]) => Math.abs(values[i] - expected) / largest);
  return Math.max(
    ...[Math.abs(ownNorm / norm - 1), rootMeanSquare(projected), rootMeanSquare(sampled)],
    ...[Math.abs(ownLargest / largest - 1), ...entries],
  );
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
}
