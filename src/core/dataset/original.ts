/**
 * The original pixels of an image behind its square at the working size: which part of the file the square shows, where that part lies in it,
 * and at which sizes it is kept ready. Each size is at most twice the next smaller one, so that drawing it smaller never skips pixels.
 */
import type { Rect } from '../image/types.ts';
import { fitGeometry, type Fit } from './fit.ts';

/** Longest side of the smallest size beside the whole. */
const SMALLEST_LEVEL_PX = 1024;

export interface OriginalPlan {
  /** Part of the file, as seen, that the square shows. */
  readonly source: Rect;
  /** Where it lies in the square, each number in [0, 1]. */
  readonly target: Rect;
  /** From small to large; the last is the part itself. */
  readonly levels: readonly { readonly width: number; readonly height: number }[];
}

/** @param sizePx working size: its rounding of letterbox bars is kept, so that maps lie where they belong. */
export function planOriginal(widthPx: number, heightPx: number, sizePx: number, fit: Fit): OriginalPlan {
  const { source, target } = fitGeometry(widthPx, heightPx, sizePx, fit);
  const { width, height } = source;
  const longest = Math.max(width, height);
  const levels: OriginalPlan['levels'][number][] = [{ width, height }];
  for (let side = longest / 2; side >= SMALLEST_LEVEL_PX; side /= 2) {
    const part = side / longest;
    levels.unshift({
      width: Math.max(1, Math.round(width * part)),
      height: Math.max(1, Math.round(height * part)),
    });
  }
  const share = (value: number) => value / sizePx;
  const at = { x: share(target.x), y: share(target.y) };
  return { source, target: { ...at, width: share(target.width), height: share(target.height) }, levels };
}

/** Whether a file holds more than its square at the working size shows. */
export const hasMorePixels = (
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  sizePx: number,
): boolean => Math.max(widthPx, heightPx) > sizePx;

/** The smallest level that has a pixel for each of `width` x `height` drawn ones; the largest where none has. */
export function levelFor<Level extends { readonly width: number; readonly height: number }>(
  levels: readonly Level[],
  width: number,
  height: number,
): Level {
  return levels.find((level) => level.width >= width && level.height >= height) ?? levels[levels.length - 1];
}
