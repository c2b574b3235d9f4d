/** Page 7: whether a window's centre lies on the marked defect, only a part of the window does, or nothing of it. */
import type { BinaryMask } from '../image/types.ts';
import type { WindowPlace } from './facts.ts';

/** @param x centre of a window of `side` px in the mask's own pixels, as is `y` */
export function windowPlace(
  { width, height, data }: BinaryMask,
  x: number,
  y: number,
  side: number,
): WindowPlace {
  const marked = (column: number, row: number) =>
    column >= 0 && row >= 0 && column < width && row < height && data[row * width + column] === 1;
  if (marked(Math.round(x), Math.round(y))) return 'on';
  const [left, top] = [Math.ceil(x - (side - 1) / 2), Math.ceil(y - (side - 1) / 2)];
  for (let row = top; row < top + side; row++)
    for (let column = left; column < left + side; column++) if (marked(column, row)) return 'edge';
  return 'away';
}
