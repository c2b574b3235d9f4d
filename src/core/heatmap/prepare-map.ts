/**
 * Everything the light table draws of one map, from its score grid: the map at image size, its outline at the threshold, and how it
 * meets the true mask. A pure function, so that a worker can do it ahead of the eye.
 */
import type { MapKind } from './map-kind.ts';
import { outlinePath } from './outline-path.ts';
import { regionAt } from '../region/region.ts';
import { upsampleMap } from './upsample-map.ts';
import type { Grid } from './upsample.ts';
import { pixelMetrics } from '../metrics/pixel-metrics.ts';

export interface MapRequest {
  readonly grid: Grid;
  readonly kind: MapKind;
  readonly sizePx: number;
  /** Of the receptive field's Gaussian, at 256 px. */
  readonly sigmaPx: number;
  /** Places at or above it are called anomalous. */
  readonly threshold: number;
  /** `[sizePx, sizePx]`, non-zero where anomalous; null without one. */
  readonly mask: Uint8Array | null;
}

export interface PreparedMap {
  /** `[sizePx, sizePx]` row-major. */
  readonly values: Float32Array;
  readonly low: number;
  readonly high: number;
  /** SVG path data in image pixels where the map crosses the threshold; empty where it does not. */
  readonly outline: string;
  /** The same of the mask's border; empty without a defect. */
  readonly truth: string;
  /** Against the mask; null without a defect in it. */
  readonly overlap: MapOverlap | null;
  /** `[sizePx, sizePx]`, 1 in the region of interest; null where the map is of the whole image. */
  readonly inside: Uint8Array | null;
}

export interface MapOverlap {
  /** Intersection over union of the map at the threshold with the mask. */
  readonly iou: number;
  /** Pixel AUROC of this image alone; null when the mask covers all of it. */
  readonly auroc: number | null;
}

export function prepareMap({ grid, kind, sizePx, sigmaPx, threshold, mask }: MapRequest): PreparedMap {
  const values = upsampleMap(grid, kind, sizePx, sigmaPx);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const outline = outlinePath(values, sizePx, sizePx, threshold);
  const truth = mask ? outlinePath(mask, sizePx, sizePx, 0.5) : '';
  const inside = regionAt(grid.region, sizePx)?.inside ?? null;
  const overlap = mask && overlapWith(values, mask, sizePx, threshold, inside);
  return { values, low, high, outline, truth, overlap, inside: inside && inside.slice() };
}

/** Outside of a region of interest there is no map: RGBA pixels become transparent, in place. */
export function clearOutside(rgba: Uint8ClampedArray, inside: Uint8Array | null): void {
  inside?.forEach((one, i) => {
    if (!one) rgba[4 * i + 3] = 0;
  });
}

/** Null for a mask without a defect (in the region of interest, where there is one). */
export function overlapWith(
  values: Float32Array,
  mask: Uint8Array,
  sizePx: number,
  threshold: number,
  inside: Uint8Array | null = null,
): MapOverlap | null {
  let truth = 0;
  let both = 0;
  let either = 0;
  for (let i = 0; i < mask.length; i++) {
    if (inside && !inside[i]) continue;
    const hot = values[i] >= threshold;
    const defect = mask[i] !== 0;
    if (defect) truth++;
    if (hot && defect) both++;
    if (hot || defect) either++;
  }
  if (truth === 0) return null;
  const scores = pixelMetrics({
    width: sizePx,
    height: sizePx,
    count: 1,
    mapAt: () => values,
    maskAt: () => mask,
    inside,
    threshold,
  });
  return { iou: both / either, auroc: scores?.auroc ?? null };
}
