/**
 * How an image of any shape becomes square (setting `data.fit`). 'stretch', the paper's way and the default, changes the
 * aspect; 'crop' takes the centred square; 'letterbox' keeps all and fills the rest with black. Masks take the same
 * geometry as their images.
 */
import type { Config } from '../config/schema.ts';
import type { Rect } from '../image/types.ts';

export type Fit = Config['data']['fit'];

export interface FitGeometry {
  /** Part of the original that is used. */
  readonly source: Rect;
  /** Where it goes in the square; black around it. */
  readonly target: Rect;
}

/** Geometry of `width` x `height` in a square of `sizePx`; all whole pixels. */
export function fitGeometry(width: number, height: number, sizePx: number, fit: Fit): FitGeometry {
  const whole: Rect = { x: 0, y: 0, width, height };
  const square: Rect = { x: 0, y: 0, width: sizePx, height: sizePx };
  switch (fit) {
    case 'stretch':
      return { source: whole, target: square };
    case 'crop': {
      const side = Math.min(width, height);
      const x = Math.floor((width - side) / 2);
      const y = Math.floor((height - side) / 2);
      return { source: { x, y, width: side, height: side }, target: square };
    }
    case 'letterbox': {
      const scale = sizePx / Math.max(width, height);
      const w = Math.max(1, Math.round(width * scale));
      const h = Math.max(1, Math.round(height * scale));
      const x = Math.floor((sizePx - w) / 2);
      const y = Math.floor((sizePx - h) / 2);
      return { source: whole, target: { x, y, width: w, height: h } };
    }
    default:
      return fit satisfies never;
  }
}
