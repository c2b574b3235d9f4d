/** An image looked at elsewhere: every pixel from a place of the original, between four neighbours, the border repeated beyond itself. */
import type { RgbImage } from '../image/types.ts';

/** @param from place in the original of the centre of pixel (x, y), in pixels */
export function warp(
  { width, height, data }: RgbImage,
  from: (x: number, y: number) => readonly [number, number],
): RgbImage {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = from(x, y);
      const fromX = Math.min(width - 1, Math.max(0, u));
      const fromY = Math.min(height - 1, Math.max(0, v));
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [a, b] = [fromX - left, fromY - top];
      const right = Math.min(width - 1, left + 1);
      const below = Math.min(height - 1, top + 1);
      for (let c = 0; c < 3; c++) {
        const at = (column: number, row: number) => data[(row * width + column) * 3 + c];
        const upper = (1 - a) * at(left, top) + a * at(right, top);
        const lower = (1 - a) * at(left, below) + a * at(right, below);
        out[(y * width + x) * 3 + c] = Math.round((1 - b) * upper + b * lower);
      }
    }
  return { width, height, data: out };
}
