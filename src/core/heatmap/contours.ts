/**
 * Outlines by marching squares: the closed lines where a map crosses a level, or the border of a mask (level 0.5). The map
 * is taken as surrounded by lower values, so every outline is closed. Saddles are split by the mean of their four corners.
 */

/** One closed line as `x0, y0, x1, y1, ...` in pixel indices (pixel centres are whole numbers); last point = first. */
export type Contour = Float32Array;

/** Edges of the cell whose top left corner is (x, y), in the order top, right, bottom, left. */
type Edge = 0 | 1 | 2 | 3;

/** Segments of each of the 16 cases (bit 1 top left, 2 top right, 4 bottom right, 8 bottom left), inside on the left. */
const CASES: readonly (readonly (readonly [Edge, Edge])[])[] = [
  [], [[0, 3]], [[1, 0]], [[1, 3]], [[2, 1]], [[0, 3], [2, 1]], [[2, 0]], [[2, 3]],
  [[3, 2]], [[0, 2]], [[1, 0], [3, 2]], [[1, 2]], [[3, 1]], [[0, 1]], [[3, 0]], [],
]; // prettier-ignore

/** Closed lines of `map` `[height, width]` at `level`; values at or above it are inside. */
export function contours(
  map: Float32Array | Uint8Array,
  width: number,
  height: number,
  level: number,
): readonly Contour[] {
  const outside = lowest(map, level);
  const valueAt = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? outside : map[y * width + x];
  // Each crossing lies on one grid edge; its id joins the segments of neighbouring cells.
  const wide = width + 2;
  const edgeId = (x: number, y: number, edge: Edge) => {
    const cell = (cx: number, cy: number) => 2 * ((cy + 1) * wide + cx + 1);
    if (edge === 0) return cell(x, y);
    if (edge === 2) return cell(x, y + 1);
    return (edge === 3 ? cell(x, y) : cell(x + 1, y)) + 1;
  };
  const next = new Map<number, number>();
  for (let y = -1; y < height; y++)
    for (let x = -1; x < width; x++) {
      const a = valueAt(x, y);
      const b = valueAt(x + 1, y);
      const c = valueAt(x + 1, y + 1);
      const d = valueAt(x, y + 1);
      const index = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
      if (index === 0 || index === 15) continue;
      for (const [from, to] of segments(index, (a + b + c + d) / 4 >= level))
        next.set(edgeId(x, y, from), edgeId(x, y, to));
    }
  const point = (id: number): [number, number] => {
    const cell = id >> 1;
    const x = (cell % wide) - 1;
    const y = Math.floor(cell / wide) - 1;
    const vertical = (id & 1) === 1;
    const from = valueAt(x, y);
    const to = vertical ? valueAt(x, y + 1) : valueAt(x + 1, y);
    const share = Math.min(1, Math.max(0, (level - from) / (to - from)));
    return vertical ? [x, y + share] : [x + share, y];
  };
  const lines: Contour[] = [];
  for (const first of [...next.keys()]) {
    if (!next.has(first)) continue;
    const line: number[] = [...point(first)];
    for (let id = first; ;) {
      const following = next.get(id);
      if (following === undefined) break;
      next.delete(id);
      line.push(...point(following));
      id = following;
    }
    lines.push(Float32Array.from(line));
  }
  return lines;
}

function segments(index: number, centreInside: boolean): readonly (readonly [Edge, Edge])[] {
  if (index === 5 && centreInside) return [[0, 1], [2, 3]]; // prettier-ignore
  if (index === 10 && centreInside) return [[1, 2], [3, 0]]; // prettier-ignore
  return CASES[index];
}

/** A value under the level for the surroundings: as far below it as the map's largest value lies above. */
function lowest(map: Float32Array | Uint8Array, level: number): number {
  let top = level;
  for (let i = 0; i < map.length; i++) if (map[i] > top) top = map[i];
  return top > level ? level - (top - level) : level - 1;
}
