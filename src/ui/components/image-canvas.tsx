/**
 * Draws RGB bytes as they are, one canvas pixel for one image pixel; CSS scales it. Bytes in shared memory are copied, because a
 * canvas does not take them. An empty label makes it decorative.
 */
import { useEffect, useRef, type CanvasHTMLAttributes } from 'react';
import type { RgbImage } from '../../core/image/types.ts';
import { classes } from './classes.ts';
import styles from './image-canvas.module.css';

export interface ImageCanvasProps extends Omit<CanvasHTMLAttributes<HTMLCanvasElement>, 'width' | 'height'> {
  readonly image: RgbImage;
  readonly label: string;
  /** Nearest-neighbour scaling, for zoom beyond 2x. */
  readonly pixelated?: boolean;
}

/** `[H, W, 3]` bytes as the canvas wants them, `[H, W, 4]`, in memory of its own. */
export function toImageData({ width, height, data }: RgbImage): ImageData {
  const target = new ImageData(width, height);
  const rgba = target.data;
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    rgba[to] = data[from];
    rgba[to + 1] = data[from + 1];
    rgba[to + 2] = data[from + 2];
    rgba[to + 3] = 255;
  }
  return target;
}

export function ImageCanvas({ image, label, pixelated, className, ...rest }: ImageCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    ref.current?.getContext('2d')?.putImageData(toImageData(image), 0, 0);
  }, [image]);
  return (
    <canvas
      {...rest}
      ref={ref}
      width={image.width}
      height={image.height}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      className={classes(styles.canvas, pixelated && styles.pixelated, className)}
    />
  );
}
