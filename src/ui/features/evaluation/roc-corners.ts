/** The points of a staircase without those inside its edges: the same curve with fewer points to draw. */
import type { Point } from '../../../core/metrics/decimate.ts';

/** First and last are kept, and every point where the direction changes. */
export function cornersOf<P extends Point>(points: readonly P[]): P[] {
  return points.filter((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (!before || !after) return true;
    const alongX = before.y === point.y && point.y === after.y;
    const alongY = before.x === point.x && point.x === after.x;
    return !alongX && !alongY;
  });
}
