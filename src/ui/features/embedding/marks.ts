/** The marks of the map: filled shapes and strokes, drawn about a point in canvas pixels. */
import type { Shape } from './points.ts';

/** Marks drawn as lines: pairs of ends, in pixels from the middle. */
const STROKES = {
  cross: [
    [-4, -4, 4, 4],
    [4, -4, -4, 4],
  ],
  plus: [
    [-5, 0, 5, 0],
    [0, -5, 0, 5],
  ],
  star: [
    [-5, 0, 5, 0],
    [-3, -5, 3, 5],
    [3, -5, -3, 5],
  ],
  bar: [[0, -5, 0, 5]],
  dash: [[-5, 0, 5, 0]],
  diamond: [
    [0, -6, 6, 0],
    [6, 0, 0, 6],
    [0, 6, -6, 0],
    [-6, 0, 0, -6],
  ],
  down: [
    [-5, -4, 5, -4],
    [5, -4, 0, 5],
    [0, 5, -5, -4],
  ],
} as const;

/** What stands for each in the legend. */
export const SIGNS: Readonly<Record<Shape, string>> = {
  circle: '●',
  square: '■',
  triangle: '▲',
  cross: '✕',
  plus: '+',
  star: '✳',
  bar: '|',
  dash: '–',
  diamond: '◇',
  down: '▽',
};

export function drawMark(context: CanvasRenderingContext2D, shape: Shape, x: number, y: number): void {
  context.beginPath();
  if (shape === 'circle') context.arc(x, y, 4, 0, 2 * Math.PI);
  else if (shape === 'square') context.rect(x - 4, y - 4, 8, 8);
  else if (shape === 'triangle') {
    context.moveTo(x, y - 5);
    context.lineTo(x + 5, y + 4);
    context.lineTo(x - 5, y + 4);
    context.closePath();
  } else {
    for (const [x0, y0, x1, y1] of STROKES[shape]) {
      context.moveTo(x + x0, y + y0);
      context.lineTo(x + x1, y + y1);
    }
    context.stroke();
    return;
  }
  context.fill();
}
