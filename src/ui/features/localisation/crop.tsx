/** A window of an image by itself, at the size that it is shown in. */
import { useEffect, useRef } from 'react';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import type { Window } from '../../../core/heatmap/place-window.ts';
import styles from './light-table.module.css';
import { imagePicture } from './pictures.ts';

interface Props {
  readonly item: DatasetItem;
  readonly window: Window;
  /** CSS pixels; it is drawn twice as fine. */
  readonly sidePx: number;
  readonly label: string;
}

export function Crop({ item, window: { x, y, sidePx: seen }, sidePx, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, 2 * sidePx, 2 * sidePx);
    context.imageSmoothingEnabled = seen > sidePx;
    context.drawImage(imagePicture(item.image), x, y, seen, seen, 0, 0, 2 * sidePx, 2 * sidePx);
  }, [item, x, y, seen, sidePx]);
  return (
    <canvas
      ref={canvas}
      width={2 * sidePx}
      height={2 * sidePx}
      className={styles.crop}
      style={{ width: sidePx, height: sidePx }}
      role="img"
      aria-label={label}
    />
  );
}
