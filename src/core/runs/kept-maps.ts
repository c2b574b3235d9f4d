/**
 * Anomaly maps as they are kept with a run: small, in 256 levels, of the images that are shown with it. Level 0 is the median of the normal
 * training locations and below, level 255 the highest value of the kept maps; between them the levels follow the logarithm of the value where all values are
 * positive (distances grow by powers of ten on a defect), else the value itself.
 */
import type { Grid } from '../heatmap/upsample.ts';
import { upsampleMap } from '../heatmap/upsample-map.ts';
import type { RunMaps } from './types.ts';

export interface MapsOfRun {
  readonly kind: Parameters<typeof upsampleMap>[1];
  /** Of the image at this index of the run's list; null where it has none. */
  readonly gridOf: (index: number) => Grid | null;
  /** Quantiles of the scores of normal training locations, ascending; empty where they are not known. */
  readonly normalQuantiles: Float32Array;
  /** At 256 px. */
  readonly sigmaPx: number;
  /** Side of the images in which the grids say where their locations lie. */
  readonly imagePx: number;
}

/** The same locations in an image of another side; the centre of the first pixel is 0 in both. */
function scaled(grid: Grid, by: number): Grid {
  return { ...grid, stridePx: grid.stridePx * by, offsetPx: (grid.offsetPx + 0.5) * by - 0.5 };
}

/**
 * @param side of the kept maps, px
 * @returns null where there is no map with finite values
 */
export function keepMaps(
  indices: readonly number[],
  { kind, gridOf, normalQuantiles, sigmaPx, imagePx }: MapsOfRun,
  side: number,
): RunMaps | null {
  const found = indices.flatMap((index) => {
    const grid = gridOf(index);
    const values = grid && upsampleMap(scaled(grid, side / imagePx), kind, side, sigmaPx);
    return values?.every(Number.isFinite) ? [{ index, values }] : [];
  });
  if (found.length === 0) return null;
  let least = Infinity;
  let high = -Infinity;
  for (const { values } of found)
    for (const value of values) {
      least = Math.min(least, value);
      high = Math.max(high, value);
    }
  const low = normalQuantiles.length > 0 ? normalQuantiles[normalQuantiles.length >> 1] : least;
  const scale = Math.min(low, least) > 0 ? Math.log : (value: number) => value;
  const span = scale(high) - scale(low);
  const level = (value: number): number =>
    span > 0 ? Math.round(255 * Math.min(1, Math.max(0, (scale(value) - scale(low)) / span))) : 0;
  const levels = new Uint8Array(found.length * side * side);
  found.forEach(({ values }, i) => levels.set(Uint8Array.from(values, level), i * side * side));
  return { side, indices: found.map(({ index }) => index), levels };
}
