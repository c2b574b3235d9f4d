/**
 * The image on which a region of interest is drawn: corners of a polygon click by click (Enter or a click on the first one closes it, Escape
 * forgets it), or strokes of a brush. What is outside is dimmed. Works in pixels of the image.
 */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { withPolygon, withStroke, type Spot } from '../../../core/region/draw.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import { toImageData } from '../../components/image-canvas.tsx';
import styles from './region.module.css';

export type Tool = 'polygon' | 'brush';

interface Props {
  readonly image: RgbImage;
  /** `[side, side]`, 1 inside. */
  readonly inside: Uint8Array;
  readonly tool: Tool;
  readonly adds: boolean;
  readonly brushPx: number;
  readonly label: string;
  readonly onChange: (inside: Uint8Array) => void;
}

/** Of the picture's side: a click so near to the first corner closes the polygon. */
const CLOSE = 0.025;
const DIMMED = 0.35;

function paint(canvas: HTMLCanvasElement, image: RgbImage, inside: Uint8Array): void {
  const pixels = toImageData(image);
  const nothing = !inside.includes(1);
  inside.forEach((one, i) => {
    if (one || nothing) return;
    for (let c = 0; c < 3; c++) pixels.data[4 * i + c] *= DIMMED;
  });
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}

export function RegionCanvas({ image, inside, tool, adds, brushPx, label, onChange }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [corners, setCorners] = useState<readonly Spot[]>([]);
  const stroke = useRef<{ readonly base: Uint8Array; readonly spots: Spot[] } | null>(null);
  const side = image.width;
  useEffect(() => {
    if (canvas.current) paint(canvas.current, image, inside);
  }, [image, inside]);

  const spotOf = (event: PointerEvent): Spot => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = (px: number, length: number) => Math.min(side, Math.max(0, (px / length) * side));
    return { x: at(event.clientX - box.left, box.width), y: at(event.clientY - box.top, box.height) };
  };
  const close = () => {
    if (corners.length >= 3) onChange(withPolygon(inside, side, corners, adds));
    setCorners([]);
  };
  const draw = (spot: Spot) => {
    if (!stroke.current) return;
    stroke.current.spots.push(spot);
    onChange(withStroke(stroke.current.base, side, stroke.current.spots, brushPx, adds));
  };
  const onPointerDown = (event: PointerEvent) => {
    const spot = spotOf(event);
    if (tool === 'brush') {
      event.currentTarget.setPointerCapture(event.pointerId);
      stroke.current = { base: inside, spots: [] };
      return draw(spot);
    }
    const [first] = corners;
    const closes =
      corners.length >= 3 && first && Math.hypot(spot.x - first.x, spot.y - first.y) < CLOSE * side;
    if (closes) close();
    else setCorners([...corners, spot]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (corners.length === 0 || !['Enter', 'Escape', 'Backspace'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') close();
    else setCorners(event.key === 'Escape' ? [] : corners.slice(0, -1));
  };
  return (
    <div
      className={styles.picture}
      role="application"
      aria-label={label}
      tabIndex={0}
      data-testid="region-canvas"
      onPointerDown={onPointerDown}
      onPointerMove={(event) => draw(spotOf(event))}
      onPointerUp={() => (stroke.current = null)}
      onPointerCancel={() => (stroke.current = null)}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} width={side} height={side} aria-hidden="true" />
      <svg viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
        <polyline points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {corners.map(({ x, y }, i) => (
          <circle key={i} cx={x} cy={y} r={side * (i === 0 ? CLOSE : CLOSE / 2)} />
        ))}
      </svg>
    </div>
  );
}
