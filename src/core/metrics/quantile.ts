/** Quantiles with linear interpolation between order statistics: `numpy.quantile`'s default (type 7). */

/** The `q` quantile (0..1) of unsorted values; NaN without values, and where one of them is none: it must not hide behind the others. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), q);
}

/** The same for values in ascending order. */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  // Sorting puts what is no number last.
  if (sorted.length === 0 || Number.isNaN(sorted[sorted.length - 1])) return NaN;
  const at = Math.min(1, Math.max(0, q)) * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  const share = at - below;
  return share === 0 ? sorted[below] : sorted[below] + share * (sorted[above] - sorted[below]);
}

/** How finely `quantileTable` divides. */
const DIVISIONS = 1000;

/** Quantiles 0, 1/1000, ..., 1 of unsorted values: a distribution of any number of scores in 4 KB. Empty without values. */
export function quantileTable(values: ArrayLike<number>): Float32Array {
  if (values.length === 0) return new Float32Array(0);
  const sorted = Float64Array.from(values).sort();
  return Float32Array.from({ length: DIVISIONS + 1 }, (_, k) => quantileOfSorted(sorted, k / DIVISIONS));
}

/** Share of the distribution of a `quantileTable` that lies at or under `value`, in [0, 1], to 1/1000; null for an empty one. */
export function shareBelow(table: Float32Array, value: number): number | null {
  if (table.length === 0 || Number.isNaN(value)) return null;
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table[middle] <= value) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  if (low === table.length) return 1;
  const share = (value - table[low - 1]) / (table[low] - table[low - 1]);
  return (low - 1 + share) / (table.length - 1);
}
