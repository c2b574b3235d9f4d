/**
 * The map on a canvas: a shape and a colour for each group, the ellipses of the normal training points, the chosen image ringed, all others pale
 * where some were picked out. Points move to where a new map has them, unless less motion is wished for. A rectangle picks out what lies in it.
 */
import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { ELLIPSE_RADII, ellipseOf } from '../../../core/projection/turn-plane.ts';
import { useMediaQuery } from '../../use-media-query.ts';
import { usePlayground } from '../../../store/store.ts';
import styles from './embedding-stage.module.css';
import { drawMark } from './marks.ts';
import type { MapPoint } from './points.ts';
import { rowsWithin, scaleOf, type Rect } from './scale.ts';

const SIDE = 640;
const REACH_PX = 14;
const MOVE_MS = 700;
/** A drag shorter than this is a click. */
const CLICK_PX = 5;

export interface ScatterProps {
  readonly points: readonly MapPoint[];
  /** `[n, 2]`. */
  readonly plane: Float32Array;
  /** The points whose range is shown too, so that the two networks have one scale; null for none. */
  readonly beside: Float32Array | null;
  /** Rows of the normal training images; empty draws no ellipses. */
  readonly normal: readonly number[];
  readonly marked: number | null;
  /** Rows that are picked out; null: all. */
  readonly picked: ReadonlySet<number> | null;
  readonly label: string;
  onHover(index: number | null): void;
  onPick(index: number | null): void;
  onBrush(rows: readonly number[]): void;
}

export function Scatter(props: ScatterProps) {
  const { points, plane, beside, normal, marked, picked, label, onHover, onPick, onBrush } = props;
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = usePlayground((state) => state.theme);
  const dark = useMediaQuery('(prefers-color-scheme: dark)');
  const still = useMediaQuery('(prefers-reduced-motion: reduce)');
  const [brush, setBrush] = useState<Rect | null>(null);
  const start = useRef<{ x: number; y: number } | null>(null);
  const scale = useMemo(() => scaleOf(plane, beside, SIDE), [plane, beside]);
  const target = useMemo(() => scale.all(plane), [scale, plane]);
  const ellipse = useMemo(() => ellipseOf(target, normal), [target, normal]);
  /** Where the points are drawn now. */
  const drawn = useRef<Float32Array | null>(null);

  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return undefined;
    const style = getComputedStyle(canvas);
    const colours = new Map<string, string>();
    const colourOf = (token: string) => {
      const known = colours.get(token) ?? style.getPropertyValue(token.slice(4, -1)).trim();
      colours.set(token, known);
      return known;
    };
    const paint = (at: Float32Array) => {
      drawn.current = at;
      context.clearRect(0, 0, SIDE, SIDE);
      context.globalAlpha = 0.7;
      context.lineWidth = 1.5;
      context.strokeStyle = colourOf('var(--normal)');
      if (ellipse)
        ELLIPSE_RADII.forEach((radius, i) => {
          context.setLineDash(i === ELLIPSE_RADII.length - 1 ? [] : [4, 4]);
          context.beginPath();
          const { x, y, long, short, angle } = ellipse;
          context.ellipse(x, y, radius * long, radius * short, angle, 0, 2 * Math.PI);
          context.stroke();
        });
      context.setLineDash([]);
      context.lineWidth = 2;
      points.forEach(({ group }, i) => {
        context.globalAlpha = picked && !picked.has(i) ? 0.15 : 0.85;
        context.fillStyle = context.strokeStyle = colourOf(group.colour);
        drawMark(context, group.shape, at[2 * i], at[2 * i + 1]);
      });
      context.globalAlpha = 1;
      context.strokeStyle = colourOf('var(--text)');
      if (marked !== null) {
        context.beginPath();
        context.arc(at[2 * marked], at[2 * marked + 1], 9, 0, 2 * Math.PI);
        context.stroke();
      }
      if (brush) {
        context.setLineDash([5, 4]);
        context.strokeRect(brush.x, brush.y, brush.width, brush.height);
        context.setLineDash([]);
      }
    };
    const from = drawn.current;
    if (still || !from || from.length !== target.length || from.every((value, i) => value === target[i])) {
      paint(target);
      return undefined;
    }
    const startedMs = performance.now();
    let frame = 0;
    const move = (nowMs: number) => {
      const share = Math.min(1, Math.max(0, nowMs - startedMs) / MOVE_MS);
      const eased = 1 - (1 - share) ** 3;
      paint(share < 1 ? from.map((value, i) => value + eased * (target[i] - value)) : target);
      if (share < 1) frame = requestAnimationFrame(move);
    };
    frame = requestAnimationFrame(move);
    return () => cancelAnimationFrame(frame);
  }, [points, target, ellipse, marked, picked, brush, still, theme, dark]);

  const placeOf = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * SIDE,
      y: ((event.clientY - box.top) / box.height) * SIDE,
    };
  };
  const nearest = ({ x, y }: { x: number; y: number }): number | null => {
    let best: number | null = null;
    let least = REACH_PX ** 2;
    for (let i = 0; i < points.length; i++) {
      const distance = (target[2 * i] - x) ** 2 + (target[2 * i + 1] - y) ** 2;
      if (distance < least) [least, best] = [distance, i];
    }
    return best;
  };
  const rectTo = (end: { x: number; y: number }): Rect | null => {
    const from = start.current;
    if (!from || Math.hypot(end.x - from.x, end.y - from.y) < CLICK_PX) return null;
    const [x, y] = [Math.min(from.x, end.x), Math.min(from.y, end.y)];
    return { x, y, width: Math.abs(end.x - from.x), height: Math.abs(end.y - from.y) };
  };

  return (
    <canvas
      ref={ref}
      className={styles.plot}
      width={SIDE}
      height={SIDE}
      role="img"
      aria-label={label}
      onPointerMove={(event) => {
        const at = placeOf(event);
        if (start.current) setBrush(rectTo(at));
        else onHover(nearest(at));
      }}
      onPointerLeave={() => onHover(null)}
      onPointerDown={(event) => {
        start.current = placeOf(event);
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerUp={(event) => {
        const at = placeOf(event);
        const rect = rectTo(at);
        start.current = null;
        setBrush(null);
        if (rect) onBrush(rowsWithin(target, rect));
        else onPick(nearest(at));
      }}
      onPointerCancel={() => {
        start.current = null;
        setBrush(null);
      }}
    />
  );
}
