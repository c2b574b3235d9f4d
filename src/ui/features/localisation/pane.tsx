/** One pane of the light table: a square window on the image whose zoom, pan and pointer all panes share. */
import { memo, useEffect, useRef, type PointerEvent, type ReactNode } from 'react';
import styles from './light-table.module.css';
import { PaneCanvas } from './pane-canvas.tsx';
import type { PaneLayers } from './paint-pane.ts';
import { changeView, useTable } from './table-store.ts';
import { paneToImage, panBy, zoomAt } from './view-transform.ts';

interface Props {
  readonly title: string;
  readonly label: string;
  /** Null where there is nothing to paint; `children` then says why. */
  readonly layers: PaneLayers | null;
  readonly children?: ReactNode;
  readonly footer?: ReactNode;
}

export const Pane = memo(function Pane({ title, label, layers, children, footer }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number } | null>(null);
  const zoomed = useTable(({ view }) => view.zoom > 1);

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
      changeView((current, most) => zoomAt(current, Math.exp(-event.deltaY / 400), u, v, most));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const point = (event: PointerEvent) => {
    const { u, v } = place(event);
    useTable.setState(({ view }) => ({ point: paneToImage(view, u, v) }));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) {
      const { x, y } = drag.current;
      const { side } = place(event);
      drag.current = { x: event.clientX, y: event.clientY };
      changeView((current) => panBy(current, (event.clientX - x) / side, (event.clientY - y) / side));
    }
    point(event);
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
        data-zoomed={zoomed || undefined}
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
          point(event);
        }}
        onPointerUp={() => (drag.current = null)}
        onPointerCancel={() => (drag.current = null)}
        onPointerMove={onPointerMove}
        onPointerLeave={() => useTable.setState({ point: null })}
      >
        {layers ? <PaneCanvas layers={layers} label="" linked /> : <p className={styles.blank}>{children}</p>}
      </div>
      {footer}
    </figure>
  );
});
