/**
 * Which source pixels each place of a resized axis takes, and with which weights: the exact area where it shrinks, two neighbours where it grows.
 * Both axes of a picture are resized so, each for itself (`resample.ts`).
 */

export interface Contribution {
  readonly from: number;
  readonly weights: Float64Array;
}

/** For each of `targetLength` places the source pixels that it averages and their weights (which sum to 1). */
export function axisWeights(sourceLength: number, targetLength: number): Contribution[] {
  const scale = sourceLength / targetLength;
  return Array.from({ length: targetLength }, (_, i) => {
    const left = i * scale;
    const right = left + scale;
    if (scale <= 1) {
      const centre = (left + right) / 2 - 0.5;
      const from = Math.min(Math.max(Math.floor(centre), 0), sourceLength - 1);
      const second = Math.min(Math.max(centre - from, 0), 1);
      return from + 1 < sourceLength
        ? { from, weights: Float64Array.of(1 - second, second) }
        : { from, weights: Float64Array.of(1) };
    }
    const from = Math.floor(left + 1e-9);
    const to = Math.min(sourceLength, Math.ceil(right - 1e-9));
    const weights = new Float64Array(to - from);
    for (let j = from; j < to; j++) {
      weights[j - from] = (Math.min(right, j + 1) - Math.max(left, j)) / scale;
    }
    return { from, weights };
  });
}

/** Contributions of one axis in flat arrays, for inner loops: `width` weights a place, zeros behind the last. */
export interface FlatAxis {
  readonly from: Int32Array;
  readonly count: Int32Array;
  readonly weights: Float64Array;
  readonly width: number;
}

export function flatten(axis: readonly Contribution[]): FlatAxis {
  const width = axis.reduce((most, { weights }) => Math.max(most, weights.length), 0);
  const weights = new Float64Array(axis.length * width);
  axis.forEach((place, i) => weights.set(place.weights, i * width));
  return {
    from: Int32Array.from(axis, (place) => place.from),
    count: Int32Array.from(axis, (place) => place.weights.length),
    weights,
    width,
  };
}
