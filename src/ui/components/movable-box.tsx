/**
 * One box over the source that can be moved and resized: pointer (drag, corners) and keyboard (arrow keys move, Shift and
 * arrow keys resize). Works in pixels of the view; limits are the caller's (`setBox`).
 */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoxName } from '../../core/augment/types.ts';
import type { Rect } from '../../core/image/types.ts';
import { CORNERS, dragged, type Grip } from './drag-rect.ts';
import styles from './movable-box.module.css';

interface Props {
  readonly name: BoxName;
  readonly rect: Rect;
  /** Screen pixels per pixel of the view. */
  readonly scale: number;
  /** Height of the view in its pixels. */
  readonly viewHeight: number;
  /** The box inside the extent of a rotated scar. */
  readonly inner?: { readonly width: number; readonly height: number; readonly rotationDeg: number };
  readonly describedBy: string;
  /** Asks for a place; `done` is false while a drag goes on. */
  onChange(rect: Rect, done: boolean): void;
  onCancel(): void;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const TAG_PX = 22;

/** Where the name stands so that it does not leave the picture: cut above, paste below, where there is room. */
function tagPlace(
  name: BoxName,
  rect: Rect,
  viewHeight: number,
  scale: number,
): 'above' | 'below' | 'inside' {
  const above = rect.y * scale >= TAG_PX;
  const below = (viewHeight - rect.y - rect.height) * scale >= TAG_PX;
  if (name === 'cut' ? above : above && !below) return 'above';
  return below ? 'below' : 'inside';
}

export function MovableBox({ name, rect, scale, viewHeight, inner, describedBy, onChange, onCancel }: Props) {
  const { t } = useTranslation('augment');
  const drag = useRef<{ grip: Grip; x: number; y: number; rect: Rect } | null>(null);

  const place = (event: PointerEvent) => {
    const { grip, x, y, rect: start } = drag.current ?? { grip: 'all' as const, x: 0, y: 0, rect };
    return dragged(
      start,
      grip,
      Math.round((event.clientX - x) / scale),
      Math.round((event.clientY - y) / scale),
    );
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const grip = ((event.target as HTMLElement).dataset.grip ?? 'all') as Grip;
    drag.current = { grip, x: event.clientX, y: event.clientY, rect };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) onChange(place(event), false);
  };
  const onPointerUp = (event: PointerEvent) => {
    if (!drag.current) return;
    const last = place(event);
    drag.current = null;
    onChange(last, true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      onCancel();
      return;
    }
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const [dx, dy] = arrow;
    onChange(dragged(rect, event.shiftKey ? 'se' : 'all', dx, dy), true);
  };

  return (
    <div
      role="application"
      aria-roledescription={t('boxes.role')}
      aria-label={t('boxes.label', { name: t(`boxes.${name}`), ...rect })}
      aria-describedby={describedBy}
      tabIndex={0}
      className={styles.box}
      data-name={name}
      style={{
        left: rect.x * scale,
        top: rect.y * scale,
        width: rect.width * scale,
        height: rect.height * scale,
      }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => (drag.current = null)}
      onKeyDown={onKeyDown}
    >
      {inner && (
        <span
          className={styles.inner}
          style={{
            width: inner.width * scale,
            height: inner.height * scale,
            transform: `translate(-50%, -50%) rotate(${-inner.rotationDeg}deg)`,
          }}
        />
      )}
      <span className={styles.tag} data-place={tagPlace(name, rect, viewHeight, scale)} aria-hidden="true">
        {t(`boxes.${name}`)}
      </span>
      {CORNERS.map((corner) => (
        <span key={corner} className={styles.corner} data-grip={corner} aria-hidden="true" />
      ))}
    </div>
  );
}
