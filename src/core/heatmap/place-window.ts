/** Places of a score grid as squares of the image: what a place sees, and the place that scored highest. */
import type { MapKind } from './map-kind.ts';
import { regionAt } from '../region/region.ts';
import { sitesOf } from '../region/sites.ts';
import type { Grid, Spacing } from './upsample.ts';

export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Window {
  readonly x: number;
  readonly y: number;
  readonly sidePx: number;
}

/** Cells of a feature map see much more than their stride; three strides show what they are about. */
export const CELL_SIDES = 3;

/** Side of what a place of a map sees: of windows their own, whose first lies in the corner; of cells three strides. */
export function seenPx({ offsetPx, stridePx }: Spacing, kind: MapKind, imageSizePx: number): number {
  return Math.min(
    imageSizePx,
    kind === 'patch' ? Math.round(2 * offsetPx + 1) : Math.round(CELL_SIDES * stridePx),
  );
}

/** The square around a place's centre, moved into the image where it would leave it. */
export function placeWindow(
  { row, column }: Place,
  {
    stridePx,
    offsetPx,
    sidePx,
    imageSizePx,
  }: Spacing & { readonly sidePx: number; readonly imageSizePx: number },
): Window {
  const corner = (index: number) => {
    const start = Math.round(offsetPx + stridePx * index - (sidePx - 1) / 2);
    return Math.min(imageSizePx - sidePx, Math.max(0, start));
  };
  return { x: corner(column), y: corner(row), sidePx };
}

/** The highest score of the places that count (those of the region of interest, where there is one), the first of equal ones; null where none is a number. */
export function hottestPlace(grid: Grid, imageSizePx: number): (Place & { readonly score: number }) | null {
  const region = grid.region ? regionAt(grid.region, imageSizePx) : null;
  const counted = sitesOf(grid.rows, grid, region)?.kept ?? grid.scores.keys();
  let best = -1;
  for (const at of counted) if (grid.scores[at] > (best < 0 ? -Infinity : grid.scores[best])) best = at;
  if (best < 0) return null;
  return { row: Math.floor(best / grid.columns), column: best % grid.columns, score: grid.scores[best] };
}

/** In which third of the image the middle of a window lies: 0, 1, 2 down and across. */
export function thirdOf(
  { x, y, sidePx }: Window,
  imageSizePx: number,
): { readonly down: 0 | 1 | 2; readonly across: 0 | 1 | 2 } {
  const third = (corner: number) =>
    Math.min(2, Math.floor((3 * (corner + sidePx / 2)) / imageSizePx)) as 0 | 1 | 2;
  return { down: third(y), across: third(x) };
}

/** Whether a window holds a pixel of the mask `[imageSizePx, imageSizePx]`. */
export function touches(mask: Uint8Array, { x, y, sidePx }: Window, imageSizePx: number): boolean {
  for (let row = y; row < y + sidePx; row++)
    for (let at = row * imageSizePx + x; at < row * imageSizePx + x + sidePx; at++) if (mask[at]) return true;
  return false;
}
