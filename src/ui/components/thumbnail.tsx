/** An image of a grid or list, drawn small from its bytes in a turn of its own; with a mask, its outline in the colour of anomalies. */
import { memo, useLayoutEffect, useRef } from 'react';
import type { BinaryMask, RgbImage } from '../../core/image/types.ts';
import { paintSoon } from './paint-turns.ts';
import { canvasSide, outlineMask, shrinkToRgba } from './thumbnail-pixels.ts';
import styles from './thumbnail.module.css';

/** Okabe-Ito vermilion, the page's colour of real anomalies. */
const ANOMALY_RGB = [213, 94, 0] as const;

interface Props {
  readonly image: RgbImage;
  readonly mask?: BinaryMask | null;
  /** Of the place it is shown in, in CSS pixels. */
  readonly sidePx: number;
}

export const Thumbnail = memo(function Thumbnail({ image, mask = null, sidePx }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(
    () =>
      paintSoon(() => {
        const canvas = ref.current;
        const context = canvas?.getContext('2d');
        if (!canvas || !context) return;
        const side = canvasSide(image.width, sidePx, window.devicePixelRatio);
        canvas.width = side;
        canvas.height = side;
        const rgba = shrinkToRgba(image, side);
        if (mask) outlineMask(rgba, side, mask, ANOMALY_RGB);
        context.putImageData(new ImageData(rgba, side, side), 0, 0);
      }),
    [image, mask, sidePx],
  );
  return <canvas ref={ref} aria-hidden="true" className={styles.canvas} />;
});
