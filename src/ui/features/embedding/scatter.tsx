/** The map on a canvas: a shape and a colour for each group, the mark under the pointer or chosen by hand ringed. */
import { useEffect, useRef, type PointerEvent } from 'react';
import styles from './embedding-stage.module.css';
import type { MapPoint, Shape } from './points.ts';

const SIDE = 640;
const MARGIN = 24;
const REACH_PX = 14;

export interface ScatterProps {
  readonly points: readonly MapPoint[];
  /** `[n, 2]`. */
  readonly plane: Float32Array;
  readonly marked: number | null;
  readonly label: string;
  onHover(index: number | null): void;
  onPick(index: number | null): void;
}

/** Canvas coordinates of every point, one scale for both axes. */
function place(plane: Float32Array): Float32Array {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  plane.forEach((value, i) => {
    low[i % 2] = Math.min(low[i % 2], value);
    high[i % 2] = Math.max(high[i % 2], value);
  });
  const span = Math.max(high[0] - low[0], high[1] - low[1], 1e-12);
  const scale = (SIDE - 2 * MARGIN) / span;
  return plane.map((value, i) => SIDE / 2 + (value - (low[i % 2] + high[i % 2]) / 2) * scale);
}

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
} as const;

function draw(context: CanvasRenderingContext2D, shape: Shape, x: number, y: number): void {
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

export function Scatter({ points, plane, marked, label, onHover, onPick }: ScatterProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const style = getComputedStyle(canvas);
    const colours = new Map<string, string>();
    const colourOf = (token: string) => {
      const known = colours.get(token) ?? style.getPropertyValue(token.slice(4, -1)).trim();
      colours.set(token, known);
      return known;
    };
    const at = place(plane);
    context.clearRect(0, 0, SIDE, SIDE);
    context.lineWidth = 2;
    context.globalAlpha = 0.8;
    points.forEach(({ group }, i) => {
      context.fillStyle = context.strokeStyle = colourOf(group.colour);
      draw(context, group.shape, at[2 * i], at[2 * i + 1]);
    });
    if (marked === null) return;
    context.globalAlpha = 1;
    context.strokeStyle = colourOf('var(--text)');
    context.beginPath();
    context.arc(at[2 * marked], at[2 * marked + 1], 9, 0, 2 * Math.PI);
    context.stroke();
  }, [points, plane, marked]);

  const nearest = (event: PointerEvent<HTMLCanvasElement>): number | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * SIDE;
    const y = ((event.clientY - box.top) / box.height) * SIDE;
    const at = place(plane);
    let best: number | null = null;
    let least = REACH_PX ** 2;
    for (let i = 0; i < points.length; i++) {
      const distance = (at[2 * i] - x) ** 2 + (at[2 * i + 1] - y) ** 2;
      if (distance < least) [least, best] = [distance, i];
    }
    return best;
  };

  return (
    <canvas
      ref={ref}
      className={styles.plot}
      width={SIDE}
      height={SIDE}
      role="img"
      aria-label={label}
      onPointerMove={(event) => onHover(nearest(event))}
      onPointerLeave={() => onHover(null)}
      onPointerDown={(event) => onPick(nearest(event))}
    />
  );
}
