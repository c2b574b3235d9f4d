/** A map painted with a colour table; fills its box. Painting is one pass over 65,536 values, so no work is kept. */
import { useEffect, useRef } from 'react';
import { colourise, colourTable, type ColourTableName } from '../../../core/heatmap/colour-tables.ts';
import styles from './light-table.module.css';

interface Props {
  readonly values: Float32Array;
  readonly sizePx: number;
  readonly table: ColourTableName;
  readonly low: number;
  readonly high: number;
  readonly opacity: number;
}

export function MapCanvas({ values, sizePx, table, low, high, opacity }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const pixels = context.createImageData(sizePx, sizePx);
    colourise(values, colourTable(table), low, high, pixels.data);
    context.putImageData(pixels, 0, 0);
  }, [values, sizePx, table, low, high]);
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
