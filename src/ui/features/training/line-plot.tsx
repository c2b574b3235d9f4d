/**
 * A line chart light enough to be drawn several times a second beside a training worker on two cores; the chart library takes some
 * 20 ms of the page's thread for each drawing. Axes start at 0. Lines are one SVG path each, stretched by the browser; labels are text.
 */
import { useState, type PointerEvent } from 'react';
import styles from './line-plot.module.css';
import { roundTicks } from '../../ticks.ts';

export interface PlotPoint {
  readonly x: number;
  readonly y: number;
}

export interface LinePlotProps {
  /** The first is drawn faintly when there are two: raw values behind their mean. */
  readonly lines: readonly (readonly PlotPoint[])[];
  readonly xTop: number;
  readonly yTop: number;
  readonly xLabel: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** A dashed level. */
  readonly level?: number;
  readonly dot?: PlotPoint;
}

const path = (points: readonly PlotPoint[], xTop: number, yTop: number): string =>
  points
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${(x / xTop).toFixed(5)} ${(1 - y / yTop).toFixed(5)}`)
    .join('');

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;

/** The point of a line nearest to x; lines are sorted by x. */
export function nearest(points: readonly PlotPoint[], x: number): PlotPoint | null {
  let best: PlotPoint | null = null;
  for (const point of points) {
    if (best && Math.abs(point.x - x) > Math.abs(best.x - x)) break;
    best = point;
  }
  return best;
}

export function LinePlot({ lines, xTop, yTop, xLabel, formatX, formatY, level, dot }: LinePlotProps) {
  const [pointer, setPointer] = useState<number | null>(null);
  const main = lines[lines.length - 1];
  const found = pointer === null ? null : nearest(main, pointer * xTop);
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointer((event.clientX - left) / width);
  };
  return (
    <div className={styles.plot}>
      <div className={styles.area} onPointerMove={follow} onPointerLeave={() => setPointer(null)}>
        {roundTicks(yTop, 4).map((tick) => (
          <span key={tick} className={styles.yTick} style={{ bottom: percent(tick / yTop) }}>
            {formatY(tick)}
          </span>
        ))}
        {roundTicks(xTop).map((tick) => (
          <span key={tick} className={styles.xTick} style={{ left: percent(tick / xTop) }}>
            {formatX(tick)}
          </span>
        ))}
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {roundTicks(yTop, 4).map((tick) => (
            <line
              key={tick}
              className={styles.grid}
              x1="0"
              x2="1"
              y1={1 - tick / yTop}
              y2={1 - tick / yTop}
            />
          ))}
          {level !== undefined && level <= yTop && (
            <line className={styles.level} x1="0" x2="1" y1={1 - level / yTop} y2={1 - level / yTop} />
          )}
          {lines.map((points, i) => (
            <path
              key={i}
              className={i < lines.length - 1 ? styles.faint : styles.line}
              d={path(points, xTop, yTop)}
            />
          ))}
          {found && <line className={styles.cursor} x1={found.x / xTop} x2={found.x / xTop} y1="0" y2="1" />}
        </svg>
        {[dot ?? (main.length === 1 ? main[0] : undefined), found].map(
          (point, i) =>
            point && (
              <span
                key={i}
                data-point={i === 0 || undefined}
                className={i === 0 ? styles.dot : styles.mark}
                style={{ left: percent(point.x / xTop), bottom: percent(point.y / yTop) }}
              />
            ),
        )}
        {found && (
          <span className={styles.readout} data-side={found.x / xTop > 0.5 ? 'left' : 'right'}>
            {xLabel} {formatX(found.x)}: {formatY(found.y)}
          </span>
        )}
      </div>
      <span className={styles.xLabel}>{xLabel}</span>
    </div>
  );
}
