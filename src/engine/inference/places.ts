/**
 * Where the windows of the dense scoring lie (paper A.5: windows at a stride over the image). Place (r, c) is the window with its
 * corner at (r, c) * stride; its centre is the pixel index (window - 1) / 2 further.
 */
import type { EvaluationConfig } from '../../core/config/schema.ts';
import { regionAt } from '../../core/region/region.ts';
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

/** Places in a square image; a window larger than the image is the image. */
export function windowPlaces(
  imageSizePx: number,
  evaluation: Pick<EvaluationConfig, 'windowSizePx' | 'windowStridePx'>,
  region = '',
): Places {
  const windowPx = Math.min(evaluation.windowSizePx, imageSizePx);
  const stridePx = evaluation.windowStridePx;
  const side = Math.floor((imageSizePx - windowPx) / stridePx) + 1;
  const offsetPx = (windowPx - 1) / 2;
  const sites = sitesOf(side, { stridePx, offsetPx }, regionAt(region, imageSizePx));
  return { windowPx, stridePx, side, offsetPx, sites };
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
