/**
 * Pixels as they are: the canvas has the size of the image, CSS makes it larger, nearest neighbour from 2x on. With `alpha` the rest is
 * transparent.
 */
import { useLayoutEffect, useRef } from 'react';
import type { RgbImage } from '../../../core/image/types.ts';
import styles from './pixel-canvas.module.css';

/** Puts 8-bit RGB pixels (and an optional `[height, width]` alpha) on a canvas, byte for byte. */
export function paint(canvas: HTMLCanvasElement, image: RgbImage, alpha: Uint8Array | null = null): void {
  const { width, height, data } = image;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  const rgba = context.createImageData(width, height);
  for (let i = 0, o = 0; i < width * height; i++, o += 4) {
    rgba.data[o] = data[i * 3];
    rgba.data[o + 1] = data[i * 3 + 1];
    rgba.data[o + 2] = data[i * 3 + 2];
    rgba.data[o + 3] = alpha ? alpha[i] : 255;
  }
  context.putImageData(rgba, 0, 0);
}

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
