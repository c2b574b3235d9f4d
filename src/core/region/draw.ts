/** Drawing a region of interest by hand: polygons, brush strokes and rectangles on a square of 0 and 1. All give a new square. */
import { rasterise } from '../dataset/annotations/raster.ts';
import { NOTHING, type Shape } from '../dataset/annotations/types.ts';

export interface Spot {
  /** In pixels of the square. */
  readonly x: number;
  readonly y: number;
}

/** `[side, side]` with a shape marked, or taken away. */
function withShapes(inside: Uint8Array, side: number, shapes: readonly Shape[], adds: boolean): Uint8Array {
  const marks = rasterise({ ...NOTHING, image: '', shapes }, side, side);
  return inside.map((value, i) => (marks[i] ? Number(adds) : value));
}

/** At least three corners; others change nothing. */
export function withPolygon(
  inside: Uint8Array,
  side: number,
  corners: readonly Spot[],
  adds: boolean,
): Uint8Array {
  if (corners.length < 3) return inside;
  return withShapes(inside, side, [{ kind: 'polygon', points: corners.flatMap(({ x, y }) => [x, y]) }], adds);
}

/** A stroke of a round brush through the spots. */
export function withStroke(
  inside: Uint8Array,
  side: number,
  spots: readonly Spot[],
  radius: number,
  adds: boolean,
): Uint8Array {
  const shapes = spots.flatMap((to, i): Shape[] => {
    const from = spots[Math.max(0, i - 1)];
    const steps = Math.max(1, Math.ceil((2 * Math.hypot(to.x - from.x, to.y - from.y)) / radius));
    return Array.from({ length: steps }, (_, k) => {
      const share = (k + 1) / steps;
      return {
        kind: 'ellipse' as const,
        x: from.x + share * (to.x - from.x),
        y: from.y + share * (to.y - from.y),
        rx: radius,
        ry: radius,
      };
    });
  });
  return withShapes(inside, side, shapes, adds);
}

/** Edges as shares of the square, 0 to 1. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function withBox(
  inside: Uint8Array,
  side: number,
  { left, top, right, bottom }: Edges,
  adds: boolean,
): Uint8Array {
  const [x, y] = [Math.min(left, right) * side, Math.min(top, bottom) * side];
  const [width, height] = [Math.abs(right - left) * side, Math.abs(bottom - top) * side];
  return withShapes(inside, side, [{ kind: 'box', x, y, width, height }], adds);
}
