/** Scores of different scales made comparable: each by the held-out scores of its own training images (ensembles of seeds, sums of two kinds of score). */

/** (score - mean) / standard deviation of the held-out scores; without a spread only the mean is taken off. */
export function standardise(scores: Float64Array, heldOut: Float64Array): Float64Array {
  const n = heldOut.length;
  const mean = n > 0 ? heldOut.reduce((sum, value) => sum + value, 0) / n : 0;
  const variance = n > 1 ? heldOut.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) : 0;
  const deviation = variance > 0 ? Math.sqrt(variance) : 1;
  return scores.map((score) => (score - mean) / deviation);
}
