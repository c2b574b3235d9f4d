/**
 * A line chart light enough to be drawn several times a second beside a training worker on two cores; the chart library takes some
 * 20 ms of the page's thread for each drawing. The horizontal axis starts at 0. Lines are one SVG path each, stretched by the browser; labels are text.
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
  /** Round numbers of the vertical axis, its ends among them; from 0 to `yTop` without. */
  readonly yTicks?: readonly number[];
  readonly xLabel: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** A dashed level. */
  readonly level?: number;
  readonly dot?: PlotPoint;
}

const path = (points: readonly PlotPoint[], xTop: number, up: (y: number) => number): string =>
  points
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${(x / xTop).toFixed(5)} ${(1 - up(y)).toFixed(5)}`)
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

export function LinePlot({ lines, xTop, yTop, yTicks, xLabel, formatX, formatY, level, dot }: LinePlotProps) {
  const ticks = yTicks ?? roundTicks(yTop, 4);
  const from = yTicks?.[0] ?? 0;
  const to = yTicks?.at(-1) ?? yTop;
  const up = (y: number) => (y - from) / (to - from);
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
        {ticks.map((tick) => (
          <span key={tick} className={styles.yTick} style={{ bottom: percent(up(tick)) }}>
            {formatY(tick)}
          </span>
        ))}
        {roundTicks(xTop).map((tick) => (
          <span key={tick} className={styles.xTick} style={{ left: percent(tick / xTop) }}>
            {formatX(tick)}
          </span>
        ))}
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {ticks.map((tick) => (
            <line key={tick} className={styles.grid} x1="0" x2="1" y1={1 - up(tick)} y2={1 - up(tick)} />
          ))}
          {level !== undefined && level >= from && level <= to && (
            <line className={styles.level} x1="0" x2="1" y1={1 - up(level)} y2={1 - up(level)} />
          )}
          {lines.map((points, i) => (
            <path
              key={i}
              className={i < lines.length - 1 ? styles.faint : styles.line}
              d={path(points, xTop, up)}
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
                style={{ left: percent(point.x / xTop), bottom: percent(up(point.y)) }}
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
