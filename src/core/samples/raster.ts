/** Visiting the pixels of a canvas in design coordinates, whole or inside a box. */
import type { Box, Canvas } from './types.ts';

/** Calls `shade(x, y, offset)` for each pixel centre in design pixels, inside the box and the canvas's clip; `offset` is the index of its red value. */
export function eachPixel(
  canvas: Canvas,
  box: Box | null,
  shade: (x: number, y: number, offset: number) => void,
): void {
  const { sizePx, scale, clip } = canvas;
  const low = (a: number, b: number) => Math.max(0, Math.floor(Math.max(a, b) * scale));
  const high = (a: number, b: number) => Math.min(sizePx, Math.ceil(Math.min(a, b) * scale));
  const left = low(box?.left ?? 0, clip?.left ?? 0);
  const top = low(box?.top ?? 0, clip?.top ?? 0);
  const right = high(box?.right ?? Infinity, clip?.right ?? Infinity);
  const bottom = high(box?.bottom ?? Infinity, clip?.bottom ?? Infinity);
  for (let row = top; row < bottom; row++) {
    const y = (row + 0.5) / scale;
    for (let column = left; column < right; column++) {
      shade((column + 0.5) / scale, y, 3 * (row * sizePx + column));
    }
  }
}
