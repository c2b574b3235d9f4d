/**
 * Which places of a grid (windows, or cells of a feature map) belong to a region: those that are the nearest place to a pixel inside. So every
 * pixel of the region is covered by a place, and there is always one. Only these are fitted, scored and take part in a maximum or a
 * quantile; in a map the others repeat the nearest one that does, so that no map has a value that comes from outside.
 */
import type { Region } from './region.ts';

export interface Sites {
  /** Places of the whole grid. */
  readonly count: number;
  /** Indices of those that belong to the region, ascending. */
  readonly kept: readonly number[];
  /** `[count]`: for each place the index into `kept` of the nearest. */
  readonly nearest: Int32Array;
}

const known = new WeakMap<Region, Map<string, Sites>>();

/** Places (r, c) have their centres at `offsetPx + stridePx * index`. Null without a region: all places count. */
export function sitesOf(
  side: number,
  { stridePx, offsetPx }: { readonly stridePx: number; readonly offsetPx: number },
  region: Region | null,
): Sites | null {
  if (!region) return null;
  const ofRegion = known.get(region) ?? new Map<string, Sites>();
  known.set(region, ofRegion);
  const key = [side, stridePx, offsetPx].join();
  const sites = ofRegion.get(key) ?? findSites(side, stridePx, offsetPx, region);
  ofRegion.set(key, sites);
  return sites;
}

function findSites(side: number, stridePx: number, offsetPx: number, { sizePx, inside }: Region): Sites {
  const index = (px: number) => Math.min(side - 1, Math.max(0, Math.round((px - offsetPx) / stridePx)));
  const ofPixel = Array.from({ length: sizePx }, (_, px) => index(px));
  const belongs = new Uint8Array(side * side);
  for (let y = 0; y < sizePx; y++)
    for (let x = 0; x < sizePx; x++) if (inside[y * sizePx + x]) belongs[ofPixel[y] * side + ofPixel[x]] = 1;
  const kept: number[] = [];
  belongs.forEach((one, place) => one && kept.push(place));
  return { count: side * side, kept, nearest: nearestOf(side, kept) };
}

/** By squared distance; of equally near ones the first. */
function nearestOf(side: number, kept: readonly number[]): Int32Array {
  const nearest = new Int32Array(side * side);
  for (let place = 0; place < nearest.length; place++) {
    const [row, column] = [Math.floor(place / side), place % side];
    let least = Infinity;
    for (let k = 0; k < kept.length; k++) {
      const distance = (Math.floor(kept[k] / side) - row) ** 2 + ((kept[k] % side) - column) ** 2;
      if (distance < least) [least, nearest[place]] = [distance, k];
    }
  }
  return nearest;
}

/** Rows `[count, d]` of the places that belong to the region. */
export function keepRows(rows: Float32Array, sites: Sites | null): Float32Array {
  if (!sites) return rows;
  const d = rows.length / sites.count;
  const own = new Float32Array(sites.kept.length * d);
  sites.kept.forEach((place, i) => own.set(rows.subarray(place * d, (place + 1) * d), i * d));
  return own;
}

/** Scores of the kept places as a whole grid. */
export const spread = (scores: Float32Array, sites: Sites | null): Float32Array =>
  sites ? Float32Array.from(sites.nearest, (k) => scores[k]) : scores;
