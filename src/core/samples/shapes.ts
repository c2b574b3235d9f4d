/** Outlines that several defects share: jagged lines (scratches, cracks) and irregular blobs (stains, holes). */
import type { Random } from '../random/random.ts';
import { angleTurns, clamp, cosTurns, sinTurns } from './arithmetic.ts';
import { noise2 } from './noise.ts';
import type { Box } from './types.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line from `from` to `to` whose middle points are moved sideways, again and again (midpoint displacement). */
export function jaggedLine(random: Random, from: Point, to: Point, roughness: number, levels = 4): Point[] {
  let points: Point[] = [from, to];
  let spread = roughness * length(from, to);
  for (let level = 0; level < levels; level++, spread *= 0.55) {
    const finer: Point[] = [points[0]];
    for (let i = 1; i < points.length; i++) {
      const a = points[i - 1];
      const b = points[i];
      const share = random.uniform(0.4, 0.6);
      const shift = random.uniform(-spread, spread);
      const span = Math.max(1e-6, length(a, b));
      finer.push({
        x: a.x + (b.x - a.x) * share - ((b.y - a.y) / span) * shift,
        y: a.y + (b.y - a.y) * share + ((b.x - a.x) / span) * shift,
      });
      finer.push(b);
    }
    points = finer;
  }
  return points;
}

const length = (a: Point, b: Point): number =>
  Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));

export const pointAt = (centre: Point, turns: number, radius: number): Point => ({
  x: centre.x + radius * cosTurns(turns),
  y: centre.y + radius * sinTurns(turns),
});

export interface LineDistance {
  /** Signed: positive on the right-hand side of the direction of travel (y points down). */
  readonly distance: number;
  /** 0 at the first point, 1 at the last. */
  readonly along: number;
}

/** Distance of (x, y) to a polyline. */
export function distanceToLine(points: readonly Point[], x: number, y: number): LineDistance {
  let best = Infinity;
  let side = 1;
  let along = 0;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const dx = points[i].x - a.x;
    const dy = points[i].y - a.y;
    const t = clamp(((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy + 1e-12), 0, 1);
    const ex = x - a.x - t * dx;
    const ey = y - a.y - t * dy;
    const squared = ex * ex + ey * ey;
    if (squared < best) {
      best = squared;
      side = dx * ey - dy * ex >= 0 ? 1 : -1;
      along = (i - 1 + t) / (points.length - 1);
    }
  }
  return { distance: side * Math.sqrt(best), along };
}

/** An irregular, roughly elliptic outline. */
export interface Blob {
  readonly centre: Point;
  readonly radius: number;
  /** Ratio of the half axes and their direction. */
  readonly aspect: number;
  readonly turns: number;
  /** Depth of the bays, as a fraction of the radius. */
  readonly roughness: number;
  readonly seed: number;
}

/** Signed distance to a blob's outline, about right near it; negative inside. */
export function distanceToBlob(blob: Blob, x: number, y: number): number {
  const cos = cosTurns(blob.turns);
  const sin = sinTurns(blob.turns);
  const dx = x - blob.centre.x;
  const dy = y - blob.centre.y;
  const a = (dx * cos + dy * sin) / blob.aspect;
  const b = (dy * cos - dx * sin) * blob.aspect;
  const r = Math.sqrt(a * a + b * b);
  const turn = angleTurns(a, b);
  const cx = 1.7 * cosTurns(turn);
  const cy = 1.7 * sinTurns(turn);
  const bays =
    noise2(cx + 9.5, cy + 3.5, blob.seed) + 0.5 * noise2(2.3 * cx + 40.5, 2.3 * cy + 7.5, blob.seed);
  return r - blob.radius * (1 + blob.roughness * bays);
}

/** The box around points, grown by a margin. */
export function boxAround(points: readonly Point[], margin: number): Box {
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  return {
    left: Math.min(...xs) - margin,
    top: Math.min(...ys) - margin,
    right: Math.max(...xs) + margin,
    bottom: Math.max(...ys) + margin,
  };
}

export const boxAroundBlob = (blob: Blob, margin: number): Box =>
  boxAround([blob.centre], blob.radius * 2.4 * Math.max(blob.aspect, 1 / blob.aspect) + margin);
