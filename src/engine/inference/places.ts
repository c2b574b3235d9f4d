/**
 * Where the windows of the dense scoring lie (paper A.5: windows at a stride over the image). Place (r, c) is the window with its
 * corner at (r, c) * stride; its centre is the pixel index (window - 1) / 2 further.
 */
import type { EvaluationConfig } from '../../core/config/schema.ts';

export interface Places {
  readonly windowPx: number;
  readonly stridePx: number;
  /** Rows, and columns. */
  readonly side: number;
  /** Centre of the first place. */
  readonly offsetPx: number;
}

/** Places in a square image; a window larger than the image is the image. */
export function windowPlaces(
  imageSizePx: number,
  evaluation: Pick<EvaluationConfig, 'windowSizePx' | 'windowStridePx'>,
): Places {
  const windowPx = Math.min(evaluation.windowSizePx, imageSizePx);
  const stridePx = evaluation.windowStridePx;
  return {
    windowPx,
    stridePx,
    side: Math.floor((imageSizePx - windowPx) / stridePx) + 1,
    offsetPx: (windowPx - 1) / 2,
  };
}
