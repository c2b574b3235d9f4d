/** One sample of the grid, painted when its turn comes. */
import { useEffect, useRef } from 'react';
import type { BatchDraw } from '../../../core/augment/batch.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import { paintSoon } from './paint-queue.ts';
import { paint } from '../../components/paint.ts';
import styles from '../../components/pixel-canvas.module.css';
import { samplePixels } from './sample-pixels.ts';

interface Props {
  readonly images: readonly RgbImage[];
  readonly draw: BatchDraw;
  /** Screen pixels (CSS) per image pixel. */
  readonly scale: number;
}

export function SampleCanvas({ images, draw, scale }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const size = draw.crop.width;
  useEffect(
    () =>
      paintSoon(() => {
        if (ref.current) paint(ref.current, samplePixels(images, draw));
      }),
    [images, draw],
  );
  return (
    <canvas
      ref={ref}
      width={size}
      height={size}
      aria-hidden="true"
      className={styles.canvas}
      data-crisp={scale >= 2 || scale === 1}
      style={{ inlineSize: size * scale, blockSize: size * scale }}
    />
  );
}
