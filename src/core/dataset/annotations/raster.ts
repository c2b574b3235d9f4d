/** Shapes of annotations as marks of the original image, by the centres of pixels: even-odd filling, boxes, ellipses, run lengths. */
import type { Annotation, Shape } from './types.ts';

interface Plane {
  readonly marks: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Marks `from` to `to` (in pixels, by centres) of row `y`. */
function span({ marks, width }: Plane, y: number, from: number, to: number): void {
  const first = Math.max(0, Math.ceil(from - 0.5));
  const last = Math.min(width - 1, Math.ceil(to - 0.5) - 1);
  if (last >= first) marks.fill(1, y * width + first, y * width + last + 1);
}

function fillPolygon(plane: Plane, points: readonly number[]): void {
  const count = Math.floor(points.length / 2);
  for (let row = 0; row < plane.height; row++) {
    const y = row + 0.5;
    const crossings: number[] = [];
    for (let i = 0, j = count - 1; i < count; j = i++) {
      const [x1, y1, x2, y2] = [points[2 * j], points[2 * j + 1], points[2 * i], points[2 * i + 1]];
      if (y1 <= y !== y2 <= y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) span(plane, row, crossings[i], crossings[i + 1]);
  }
}

function fillRuns(plane: Plane, shape: Extract<Shape, { kind: 'runs' }>): void {
  const width = shape.width ?? plane.width;
  const height = shape.height ?? plane.height;
  const columns = shape.along === 'columns';
  let at = 0;
  shape.counts.forEach((count, i) => {
    const end = Math.min(at + count, width * height);
    for (; i % 2 === 1 && at < end; at++) {
      const x = shape.x + (columns ? Math.floor(at / height) : at % width);
      const y = shape.y + (columns ? at % height : Math.floor(at / width));
      if (x >= 0 && x < plane.width && y >= 0 && y < plane.height) plane.marks[y * plane.width + x] = 1;
    }
    at = end;
  });
}

function fill(plane: Plane, shape: Shape, sx: number, sy: number): void {
  switch (shape.kind) {
    case 'polygon':
      fillPolygon(
        plane,
        shape.points.map((value, i) => value * (i % 2 === 0 ? sx : sy)),
      );
      return;
    case 'box':
      for (let y = 0; y < plane.height; y++) {
        const inside = y + 0.5 >= shape.y * sy && y + 0.5 < (shape.y + shape.height) * sy;
        if (inside) span(plane, y, shape.x * sx, (shape.x + shape.width) * sx);
      }
      return;
    case 'ellipse':
      for (let y = 0; y < plane.height; y++) {
        const t = (y + 0.5 - shape.y * sy) / (shape.ry * sy);
        if (Math.abs(t) >= 1) continue;
        const half = shape.rx * sx * Math.sqrt(1 - t * t);
        span(plane, y, shape.x * sx - half, shape.x * sx + half);
      }
      return;
    case 'runs':
      fillRuns(plane, shape);
      return;
    default:
      shape satisfies never;
  }
}

/** `[heightPx, widthPx]` of 0 and 1. Shapes that were drawn at another size are scaled. */
export function rasterise(annotation: Annotation, widthPx: number, heightPx: number): Uint8Array {
  const plane = { marks: new Uint8Array(widthPx * heightPx), width: widthPx, height: heightPx };
  const sx = annotation.fractions ? widthPx : widthPx / (annotation.widthPx ?? widthPx);
  const sy = annotation.fractions ? heightPx : heightPx / (annotation.heightPx ?? heightPx);
  for (const shape of annotation.shapes) {
    // Runs are pixels of their own size.
    if (shape.kind === 'runs' && (sx !== 1 || sy !== 1)) fillScaledRuns(plane, shape, annotation, sx, sy);
    else fill(plane, shape, sx, sy);
  }
  return plane.marks;
}

function fillScaledRuns(
  plane: Plane,
  shape: Extract<Shape, { kind: 'runs' }>,
  { widthPx, heightPx }: Annotation,
  sx: number,
  sy: number,
): void {
  const own = {
    marks: new Uint8Array((widthPx ?? 0) * (heightPx ?? 0)),
    width: widthPx ?? 0,
    height: heightPx ?? 0,
  };
  fillRuns(own, shape);
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      const from = Math.floor((y + 0.5) / sy) * own.width + Math.floor((x + 0.5) / sx);
      if (own.marks[from]) plane.marks[y * plane.width + x] = 1;
    }
  }
}
