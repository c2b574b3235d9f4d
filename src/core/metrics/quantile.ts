/** Quantiles with linear interpolation between order statistics: `numpy.quantile`'s default (type 7). */

/** The `q` quantile (0..1) of unsorted values; NaN without values. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), q);
}

/** The same for values in ascending order. */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return NaN;
  const at = Math.min(1, Math.max(0, q)) * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  const share = at - below;
  return share === 0 ? sorted[below] : sorted[below] + share * (sorted[above] - sorted[below]);
}
