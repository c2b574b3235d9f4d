/**
 * Rows on their way into a density: L2-normalised where asked, with the mean of their location taken off, in float64.
 * Patch features can be 50,000 rows and more, so this works block by block and never copies the whole matrix.
 */
import type { Features } from './types.ts';

export interface RowLayout {
  readonly dimension: number;
  readonly l2Normalise: boolean;
  readonly locations: number;
}

/** Below this norm a feature counts as zero and stays as it is. */
const SMALLEST_NORM = 1e-30;

/** 1 / |f| of one row, or 1 where rows are taken as they are. */
export function rowScale(features: Features, row: number, layout: RowLayout): number {
  if (!layout.l2Normalise) return 1;
  const d = layout.dimension;
  let sum = 0;
  for (let i = row * d; i < (row + 1) * d; i++) sum += features[i] * features[i];
  const norm = Math.sqrt(sum);
  return norm > SMALLEST_NORM ? 1 / norm : 1;
}

/** Mean of the (normalised) rows of each location, `[locations, D]`. `n` is a multiple of the locations. */
export function locationMeans(features: Features, n: number, layout: RowLayout): Float64Array {
  const { dimension: d, locations } = layout;
  const mean = new Float64Array(locations * d);
  for (let row = 0; row < n; row++) {
    const scale = rowScale(features, row, layout);
    const to = (row % locations) * d;
    for (let i = 0, from = row * d; i < d; i++) mean[to + i] += features[from + i] * scale;
  }
  const inverse = locations / n;
  for (let i = 0; i < mean.length; i++) mean[i] *= inverse;
  return mean;
}

/** Writes rows `start .. start + count` minus their location's mean to `out` `[count, D]`. */
export function fillCentred(
  features: Features,
  start: number,
  count: number,
  layout: RowLayout,
  mean: Float64Array,
  out: Float64Array,
): void {
  const { dimension: d, locations } = layout;
  for (let r = 0; r < count; r++) {
    const row = start + r;
    const scale = rowScale(features, row, layout);
    const from = row * d;
    const centre = (row % locations) * d;
    const to = r * d;
    for (let i = 0; i < d; i++) out[to + i] = features[from + i] * scale - mean[centre + i];
  }
}

/** The gradient with respect to the raw feature f from that with respect to u = f / |f|: (g - u (u.g)) / |f|. */
export function throughNormalisation(
  feature: Features,
  gradient: Float64Array,
  layout: RowLayout,
): Float64Array {
  if (!layout.l2Normalise) return gradient;
  const scale = rowScale(feature, 0, layout);
  let along = 0;
  for (let i = 0; i < gradient.length; i++) along += feature[i] * scale * gradient[i];
  return gradient.map((g, i) => (g - feature[i] * scale * along) * scale);
}
