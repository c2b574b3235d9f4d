/** An anomaly map painted with a colour table over the picture below it. */
import { useEffect, useRef } from 'react';
import { colourise, colourTable, type ColourTableName } from '../../../core/heatmap/colour-tables.ts';
import { clearOutside } from '../../../core/heatmap/prepare-map.ts';
import styles from './chosen-image.module.css';
import type { ColourScale } from '../../../core/heatmap/colour-scale.ts';

interface Props {
  readonly values: Float32Array;
  readonly inside: Uint8Array | null;
  readonly sizePx: number;
  readonly table: ColourTableName;
  readonly scale: ColourScale;
  readonly opacity: number;
}

export function MapOverlay({ values, inside, sizePx, table, scale, opacity }: Props) {
  const { low, high, centre } = scale;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const pixels = context.createImageData(sizePx, sizePx);
    colourise(values, colourTable(table), { low, high, centre }, pixels.data);
    clearOutside(pixels.data, inside);
    context.putImageData(pixels, 0, 0);
  }, [values, inside, sizePx, table, low, high, centre]);
  return (
    <canvas
      ref={canvas}
      width={sizePx}
      height={sizePx}
      className={styles.layer}
      style={{ opacity }}
      aria-hidden
    />
  );
}
