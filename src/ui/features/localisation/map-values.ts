/**
 * Full-size maps from the engine's score grids, made on demand and kept for the images looked at last. The same
 * upsampling as in the engine's pixel metrics and in the reports of the command line.
 */
import { upsampleMap } from '../../../core/heatmap/upsample-map.ts';
import type { Evaluation } from '../../../worker/protocol.ts';

const KEPT = 64;
const cache = new WeakMap<Evaluation, Map<string, Float32Array>>();

/** Anomaly map `[sizePx, sizePx]` row-major of test image `index` of an evaluation. */
export function mapValues(
  evaluation: Evaluation,
  index: number,
  sizePx: number,
  sigmaPx: number,
): Float32Array {
  const key = `${index}:${sizePx}:${sigmaPx}`;
  let maps = cache.get(evaluation);
  if (!maps) cache.set(evaluation, (maps = new Map()));
  let values = maps.get(key);
  if (values) {
    maps.delete(key);
  } else {
    values = upsampleMap(evaluation.maps[index], evaluation.mapKind, sizePx, sigmaPx);
    if (maps.size >= KEPT) maps.delete(maps.keys().next().value as string);
  }
  maps.set(key, values);
  return values;
}

/** Smallest and largest value. */
export function extent(values: ArrayLike<number>): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return { low, high };
}

/** Range of all grids of an evaluation: the shared scale. Grids bound their upsampled maps, because the weights sum to one. */
export function sharedExtent(evaluation: Evaluation): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { scores } of evaluation.maps) {
    const range = extent(scores);
    low = Math.min(low, range.low);
    high = Math.max(high, range.high);
  }
  return { low, high };
}

/** Sorted scores of every place of the given images, for percentiles. */
export function sortedPlaceScores(evaluation: Evaluation, indices: readonly number[]): Float32Array {
  const length = indices.reduce((sum, index) => sum + evaluation.maps[index].scores.length, 0);
  const all = new Float32Array(length);
  let offset = 0;
  for (const index of indices) {
    all.set(evaluation.maps[index].scores, offset);
    offset += evaluation.maps[index].scores.length;
  }
  return all.sort();
}

/** Intersection over union of `values >= threshold` with the mask; null for an empty mask. */
export function intersectionOverUnion(
  values: Float32Array,
  mask: Uint8Array,
  threshold: number,
): number | null {
  let both = 0;
  let either = 0;
  let truth = 0;
  for (let i = 0; i < mask.length; i++) {
    const hot = values[i] >= threshold;
    const defect = mask[i] !== 0;
    if (defect) truth++;
    if (hot && defect) both++;
    if (hot || defect) either++;
  }
  return truth === 0 ? null : both / either;
}
