/** From the plane of a map to its canvas: one scale for both axes, the same for both networks of a map. */

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 24;

/** Canvas coordinates of points `[n, 2]`, in a canvas of `side` that shows the range of both planes. */
export function scaleOf(plane: Float32Array, beside: Float32Array | null, side: number) {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const of of [plane, beside ?? []])
    of.forEach((value, i) => {
      low[i % 2] = Math.min(low[i % 2], value);
      high[i % 2] = Math.max(high[i % 2], value);
    });
  const span = Math.max(high[0] - low[0], high[1] - low[1], 1e-12);
  const scale = (side - 2 * MARGIN) / span;
  return {
    all: (of: Float32Array): Float32Array =>
      of.map((value, i) => side / 2 + (value - (low[i % 2] + high[i % 2]) / 2) * scale),
  };
}

/** Rows of the points that lie in a rectangle of the canvas. */
export function rowsWithin(at: Float32Array, { x, y, width, height }: Rect): readonly number[] {
  return Array.from({ length: at.length / 2 }, (_, i) => i).filter(
    (i) => at[2 * i] >= x && at[2 * i] <= x + width && at[2 * i + 1] >= y && at[2 * i + 1] <= y + height,
  );
}
