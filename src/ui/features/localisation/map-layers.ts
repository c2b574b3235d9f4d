/** The sets of maps that there are of the test images, kind by kind, ready to be looked up by image. */
import { mainMapSet } from '../../../store/maps-slice.ts';
import type { Evaluation, MapKind, MapSet, PixelMetrics, ScoreGrid } from '../../../worker/protocol.ts';

export interface MapLayer {
  readonly kind: MapKind;
  /** Step of the weights. */
  readonly step: number;
  /** By the image's id. */
  readonly grids: ReadonlyMap<string, ScoreGrid>;
  /** Places at or above it are called anomalous. */
  readonly threshold: number;
  /** Quantiles of the scores of normal training places (`MapSet.normalQuantiles`). */
  readonly normalQuantiles: Float32Array;
  readonly pixel: PixelMetrics | null;
}

const layers = new WeakMap<object, MapLayer>();

/** By the identity of the grids, which are replaced and never changed. */
export function layerOf(set: MapSet): MapLayer {
  let layer = layers.get(set.maps);
  if (!layer) {
    const { kind, step, ids, maps, threshold, normalQuantiles, pixel } = set;
    const grids = new Map(maps.map((grid, i) => [ids[i], grid]));
    layers.set(maps, (layer = { kind, step, grids, threshold, normalQuantiles, pixel }));
  }
  return layer;
}

/** The main maps of an evaluation; null where they were let go. */
export const mainLayer = (evaluation: Evaluation): MapLayer | null =>
  evaluation.maps.length > 0 ? layerOf(mainMapSet(evaluation)) : null;

export interface Range {
  readonly low: number;
  readonly high: number;
}

const ranges = new WeakMap<MapLayer, Range>();

/** Range of all grids: the shared scale. Grids bound their upsampled maps, because the weights sum to one. */
export function sharedRange(layer: MapLayer): Range {
  let range = ranges.get(layer);
  if (!range) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const { scores } of layer.grids.values())
      for (const score of scores) {
        if (score < low) low = score;
        if (score > high) high = score;
      }
    ranges.set(layer, (range = { low, high }));
  }
  return range;
}
