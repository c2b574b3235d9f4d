/**
 * Pixels as they are: the canvas has the size of the image, CSS makes it larger, nearest neighbour from 2x on. With `alpha` the rest is
 * transparent.
 */
import { useLayoutEffect, useRef } from 'react';
import type { RgbImage } from '../../core/image/types.ts';
import { paint } from './paint.ts';
import styles from './pixel-canvas.module.css';

interface Props {
  readonly image: RgbImage;
  readonly alpha?: Uint8Array | null;
  /** Screen pixels (CSS) per image pixel. */
  readonly scale: number;
  /** Empty for a decorative picture. */
  readonly label: string;
}

export function PixelCanvas({ image, alpha = null, scale, label }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (ref.current) paint(ref.current, image, alpha);
  }, [image, alpha]);
  return (
    <canvas
      ref={ref}
      role={label ? 'img' : undefined}
      aria-label={label || undefined}
      aria-hidden={label ? undefined : true}
      className={styles.canvas}
      data-crisp={scale >= 2 || scale === 1}
      style={{ inlineSize: image.width * scale, blockSize: image.height * scale }}
    />
  );
}
