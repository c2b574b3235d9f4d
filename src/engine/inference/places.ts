/**
 * Where the windows of the dense scoring lie (paper A.5: windows at a stride over the image). Place (r, c) is the window with its
 * corner at (r, c) * stride; its centre is the pixel index (window - 1) / 2 further.
 */
import type { EvaluationConfig } from '../../core/config/schema.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { regionAt, type Region } from '../../core/region/region.ts';
import { sitesOf, spread, type Sites } from '../../core/region/sites.ts';
import type { ScoreGrid } from '../../worker/protocol.ts';

export interface Places {
  readonly windowPx: number;
  readonly stridePx: number;
  /** Rows, and columns. */
  readonly side: number;
  /** Centre of the first place. */
  readonly offsetPx: number;
  /** Those that belong to the region of interest: only these have features and scores. Null: all. */
  readonly sites: Sites | null;
}

/** Places that have features. */
export const placeCount = ({ side, sites }: Pick<Places, 'side' | 'sites'>): number =>
  sites?.kept.length ?? side ** 2;

/** Whether a window holds a pixel of the region: with strides beyond the window's side it may lie between all of them. */
function isSeen({ sizePx, inside }: Region, { windowPx, stridePx, side }: Places, { kept }: Sites): boolean {
  return kept.some((place) => {
    const [top, left] = [Math.floor(place / side) * stridePx, (place % side) * stridePx];
    for (let y = top; y < top + windowPx; y++)
      if (inside.subarray(y * sizePx + left, y * sizePx + left + windowPx).includes(1)) return true;
    return false;
  });
}

/**
 * Places in a square image; a window larger than the image is the image.
 * @throws PlaygroundError `region-unseen` where no window holds anything of the region: all of them would look the same.
 */
export function windowPlaces(
  imageSizePx: number,
  evaluation: Pick<EvaluationConfig, 'windowSizePx' | 'windowStridePx'>,
  region = '',
): Places {
  const windowPx = Math.min(evaluation.windowSizePx, imageSizePx);
  const stridePx = evaluation.windowStridePx;
  const side = Math.floor((imageSizePx - windowPx) / stridePx) + 1;
  const offsetPx = (windowPx - 1) / 2;
  const inside = regionAt(region, imageSizePx);
  const sites = sitesOf(side, { stridePx, offsetPx }, inside);
  const places = { windowPx, stridePx, side, offsetPx, sites };
  // Without images there is nothing to see.
  if (imageSizePx > 0 && inside && sites && !isSeen(inside, places, sites))
    throw new PlaygroundError(
      'region-unseen',
      `No window of ${windowPx} px at a stride of ${stridePx} px holds anything of the region of interest.`,
      { window: windowPx, stride: stridePx },
    );
  return places;
}

/** Scores of the places that have some as a map, with the region that it is limited to. */
export function placeGrid(
  { side, stridePx, offsetPx, sites }: Pick<Places, 'side' | 'stridePx' | 'offsetPx' | 'sites'>,
  scores: Float32Array,
  region: string,
): ScoreGrid {
  const grid = { rows: side, columns: side, stridePx, offsetPx, scores: spread(scores, sites) };
  return sites ? { ...grid, region } : grid;
}

/** Embeddings of the places of one image that have some, `[places, d]`. */
export interface PlaceFeatures {
  readonly id: string;
  readonly features: Float32Array;
}
