/** Visiting the pixels of a canvas in design coordinates, whole or inside a box. */
import type { Box, Canvas } from './types.ts';

/** Calls `shade(x, y, offset)` for each pixel centre in design pixels; `offset` is the index of its red value. */
export function eachPixel(
  canvas: Canvas,
  box: Box | null,
  shade: (x: number, y: number, offset: number) => void,
): void {
  const { sizePx, scale } = canvas;
  const limit = (value: number) => Math.min(sizePx, Math.max(0, value));
  const left = box ? limit(Math.floor(box.left * scale)) : 0;
  const right = box ? limit(Math.ceil(box.right * scale)) : sizePx;
  const top = box ? limit(Math.floor(box.top * scale)) : 0;
  const bottom = box ? limit(Math.ceil(box.bottom * scale)) : sizePx;
  for (let row = top; row < bottom; row++) {
    const y = (row + 0.5) / scale;
    for (let column = left; column < right; column++) {
      shade((column + 0.5) / scale, y, 3 * (row * sizePx + column));
    }
  }
}
