/**
 * The canvas of a pane, as many device pixels as it is shown on. It repaints at most once a frame, when its layers, its size or the shared
 * view change: drafts while changes follow each other quickly, the whole picture when they rest.
 */
import { useEffect, useRef } from 'react';
import styles from './light-table.module.css';
import { paintCross, paintPane, type PaneLayers } from './paint-pane.ts';
import { useTable } from './table-store.ts';
import { WHOLE_IMAGE } from './view-transform.ts';

/** Changes closer together than this are one movement. */
const REST_MS = 140;

interface Props {
  readonly layers: PaneLayers;
  readonly label: string;
  /** Whether it follows the light table's zoom, pan and pointer; otherwise it shows the whole image. */
  readonly linked?: boolean;
}

export function PaneCanvas({ layers, label, linked = false }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(layers);
  const schedule = useRef<() => void>(undefined);

  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const context = element.getContext('2d');
    let frame = 0;
    let resting: ReturnType<typeof setTimeout> | undefined;
    let changedAtMs = -Infinity;
    const paint = (draft: boolean) => {
      frame = 0;
      const side = element.width;
      if (!context || side === 0) return;
      const unitPx = side / (element.clientWidth || side);
      const { view, point } = linked ? useTable.getState() : { view: WHOLE_IMAGE, point: null };
      context.clearRect(0, 0, side, side);
      paintPane(context, side, latest.current, view, unitPx, draft);
      if (point && !element.parentElement?.matches(':hover')) paintCross(context, side, point, view, unitPx);
    };
    const paintWhole = () => paint(false);
    schedule.current = () => {
      const now = performance.now();
      const moving = linked && now - changedAtMs < REST_MS;
      changedAtMs = now;
      clearTimeout(resting);
      if (moving) resting = setTimeout(paintWhole, REST_MS);
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => paint(moving));
    };
    const observer = new ResizeObserver(() => {
      const side = Math.round(element.clientWidth * devicePixelRatio);
      if (element.width !== side) element.width = element.height = side;
      paintWhole();
    });
    observer.observe(element);
    const unsubscribe = linked
      ? useTable.subscribe((state, before) => {
          if (state.view !== before.view || state.point !== before.point) schedule.current?.();
        })
      : undefined;
    return () => {
      observer.disconnect();
      unsubscribe?.();
      clearTimeout(resting);
      cancelAnimationFrame(frame);
    };
  }, [linked]);

  useEffect(() => {
    latest.current = layers;
    schedule.current?.();
  }, [layers]);

  return (
    <canvas
      ref={canvas}
      className={styles.layer}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
