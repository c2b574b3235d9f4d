/** Outlines over a pane: the true defect (solid) and the map at its threshold (dashed). One SVG unit is one image pixel. */
import { useMemo } from 'react';
import { contours } from '../../../core/heatmap/contours.ts';
import type { BinaryMask } from '../../../core/image/types.ts';
import styles from './light-table.module.css';

interface Props {
  readonly sizePx: number;
  readonly mask: BinaryMask | null;
  readonly values: Float32Array | null;
  readonly threshold: number;
}

/** Contours run through pixel centres; in SVG units those lie half a pixel further. */
function toPath(lines: readonly Float32Array[]): string {
  return lines
    .map((line) => {
      let path = '';
      for (let i = 0; i < line.length; i += 2)
        path += `${i === 0 ? 'M' : 'L'}${(line[i] + 0.5).toFixed(1)} ${(line[i + 1] + 0.5).toFixed(1)}`;
      return `${path}Z`;
    })
    .join('');
}

export function Outlines({ sizePx, mask, values, threshold }: Props) {
  const truth = useMemo(() => (mask ? toPath(contours(mask.data, sizePx, sizePx, 0.5)) : ''), [mask, sizePx]);
  const found = useMemo(
    () => (values ? toPath(contours(values, sizePx, sizePx, threshold)) : ''),
    [values, sizePx, threshold],
  );
  return (
    <svg className={styles.layer} viewBox={`0 0 ${sizePx} ${sizePx}`} aria-hidden>
      {[truth, found].map((path, index) => {
        const kind = index === 0 ? styles.truth : styles.found;
        return path ? (
          <g key={kind}>
            <path d={path} className={styles.halo} vectorEffect="non-scaling-stroke" />
            <path d={path} className={kind} vectorEffect="non-scaling-stroke" />
          </g>
        ) : null;
      })}
    </svg>
  );
}
