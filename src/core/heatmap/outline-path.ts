/** Outlines (`contours.ts`) as SVG path data, which `Path2D` takes as well. One unit is one pixel; pixel centres lie at halves. */
import { contours } from './contours.ts';

/** Closed lines of `map` `[height, width]` at `level`, to a tenth of a pixel; empty without any. */
export function outlinePath(
  map: Float32Array | Uint8Array,
  width: number,
  height: number,
  level: number,
): string {
  return contours(map, width, height, level)
    .map((line) => {
      const points: string[] = [];
      for (let i = 0; i < line.length - 2; i += 2)
        points.push(`${(line[i] + 0.5).toFixed(1)} ${(line[i + 1] + 0.5).toFixed(1)}`);
      return `M${points.join('L')}Z`;
    })
    .join('');
}
