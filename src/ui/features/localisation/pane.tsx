/** One pane of the light table: a square window on the image whose zoom and pan all panes share. */
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { paneToImage, panBy, toCssTransform, zoomAt, type ViewTransform } from './view-transform.ts';
import styles from './light-table.module.css';

interface Props {
  readonly title: string;
  readonly label: string;
  readonly view: ViewTransform;
  onViewChange(change: (view: ViewTransform) => ViewTransform): void;
  /** Image point under the pointer, each coordinate in [0, 1], or null when it leaves. */
  onPoint(point: { x: number; y: number } | null): void;
  onKeyDown(event: KeyboardEvent): void;
  readonly children: ReactNode;
}

export function Pane({ title, label, view, onViewChange, onPoint, onKeyDown, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number } | null>(null);

  const place = (event: { clientX: number; clientY: number }) => {
    const box = (frame.current as HTMLDivElement).getBoundingClientRect();
    return {
      u: (event.clientX - box.left) / box.width,
      v: (event.clientY - box.top) / box.height,
      side: box.width,
    };
  };

  // React listens to wheel events passively; zooming must keep the page from scrolling, once the pane has the focus.
  useEffect(() => {
    const element = frame.current as HTMLDivElement;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && document.activeElement !== element) return;
      event.preventDefault();
      const { u, v } = place(event);
      onViewChange((current) => zoomAt(current, Math.exp(-event.deltaY / 400), u, v));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [onViewChange]);

  const onPointerMove = (event: PointerEvent) => {
    const { u, v, side } = place(event);
    if (drag.current) {
      const { x, y } = drag.current;
      drag.current = { x: event.clientX, y: event.clientY };
      onViewChange((current) => panBy(current, (event.clientX - x) / side, (event.clientY - y) / side));
    }
    onPoint(paneToImage(view, u, v));
  };

  return (
    <figure className={styles.pane}>
      <figcaption className={styles.paneTitle}>{title}</figcaption>
      <div
        ref={frame}
        className={styles.frame}
        role="group"
        aria-label={label}
        tabIndex={0}
        data-zoomed={view.zoom > 1 || undefined}
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerUp={() => (drag.current = null)}
        onPointerCancel={() => (drag.current = null)}
        onPointerMove={onPointerMove}
        onPointerLeave={() => onPoint(null)}
        onKeyDown={onKeyDown}
      >
        <div
          className={styles.content}
          style={{ transform: toCssTransform(view), imageRendering: view.zoom > 2 ? 'pixelated' : 'auto' }}
        >
          {children}
        </div>
      </div>
    </figure>
  );
}
