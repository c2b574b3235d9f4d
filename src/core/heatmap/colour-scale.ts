/**
 * Where a score of a map lies on its colour bar. Scores of a Gaussian spread over powers of ten, and most of what matters lies near the threshold: in
 * a linear scale one defect leaves every other map one flat colour. A scale with a centre has the threshold in its middle, is linear below it and
 * follows the logarithm above.
 */
export interface ColourScale {
  readonly low: number;
  readonly high: number;
  /** The score in the middle of the bar; null: linear from end to end. */
  readonly centre: number | null;
}

/** Around the threshold where it lies inside and the logarithm exists; else linear. */
export function aroundThreshold(low: number, high: number, threshold: number): ColourScale {
  const inside = threshold > Math.max(low, 0) && threshold < high;
  return { low, high, centre: inside ? threshold : null };
}

/** In [0, 1], clipped; not a number stays so. */
export function fractionOf({ low, high, centre }: ColourScale, score: number): number {
  if (!(high > low)) return 0;
  const at =
    centre === null
      ? (score - low) / (high - low)
      : score <= centre
        ? (0.5 * (score - low)) / (centre - low)
        : 0.5 + (0.5 * Math.log(score / centre)) / Math.log(high / centre);
  return Math.min(1, Math.max(0, at));
}
