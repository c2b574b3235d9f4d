/** What a drag makes of a rectangle: moved as a whole, or resized by one of its corners, the opposite corner staying. */
import type { Rect } from '../../core/image/types.ts';

export const CORNERS = ['nw', 'ne', 'sw', 'se'] as const;
export type Grip = 'all' | (typeof CORNERS)[number];

/** `rect` after the pointer moved by (dx, dy) px with that grip; a side never gets shorter than 1 px. */
export function dragged(rect: Rect, grip: Grip, dx: number, dy: number): Rect {
  if (grip === 'all') return { ...rect, x: rect.x + dx, y: rect.y + dy };
  const west = grip === 'nw' || grip === 'sw';
  const north = grip === 'nw' || grip === 'ne';
  const width = Math.max(1, rect.width + (west ? -dx : dx));
  const height = Math.max(1, rect.height + (north ? -dy : dy));
  return {
    x: west ? rect.x + rect.width - width : rect.x,
    y: north ? rect.y + rect.height - height : rect.y,
    width,
    height,
  };
}
