/**
 * What stands still in a chart: grid, ticks, titles of the axes, curves to compare with, a marked point. Drawn as plain SVG on the chart
 * library's plot area: its own axes and lines each make it draw the whole chart again, in one task that cannot be interrupted.
 */
import { usePlotArea } from 'recharts';
import styles from './chart-frame.module.css';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly title: string;
}

export interface Reference {
  readonly points: readonly Point[];
  /** In pixels, as SVG's stroke-dasharray. */
  readonly dash: string;
  readonly tone: 'faint' | 'muted' | 'look';
  readonly width?: number;
}

interface Props {
  readonly x: Axis;
  readonly y: Axis;
  readonly references?: readonly (Reference | null)[];
  readonly mark?: Point | null;
  /** Vertical grid lines as well. */
  readonly square?: boolean;
}

/** Pixels between the plot and the title of an axis. */
const X_TITLE = 36;
const Y_TITLE = 40;

export function ChartFrame({ x, y, references = [], mark = null, square = false }: Props) {
  const area = usePlotArea();
  if (!area) return null;
  const left = (value: number) => area.x + ((value - x.from) / (x.to - x.from)) * area.width;
  const top = (value: number) => area.y + (1 - (value - y.from) / (y.to - y.from)) * area.height;
  const bottom = area.y + area.height;
  const right = area.x + area.width;
  return (
    <g className={styles.frame}>
      {square &&
        x.ticks.map((tick) => (
          <line key={tick} className={styles.grid} x1={left(tick)} x2={left(tick)} y1={area.y} y2={bottom} />
        ))}
      {y.ticks.map((tick) => (
        <line key={tick} className={styles.grid} x1={area.x} x2={right} y1={top(tick)} y2={top(tick)} />
      ))}
      <path className={styles.axes} d={`M${area.x} ${area.y}V${bottom}H${right}`} />
      {x.ticks.map((tick) => (
        <text key={tick} x={left(tick)} y={bottom + 18} textAnchor="middle">
          {tick}
        </text>
      ))}
      {y.ticks.map((tick) => (
        <text key={tick} x={area.x - 8} y={top(tick)} dy="0.35em" textAnchor="end">
          {tick}
        </text>
      ))}
      <text x={(area.x + right) / 2} y={bottom + X_TITLE} textAnchor="middle">
        {x.title}
      </text>
      <text
        textAnchor="middle"
        transform={`translate(${area.x - Y_TITLE} ${(area.y + bottom) / 2}) rotate(-90)`}
      >
        {y.title}
      </text>
      {references.map(
        (reference, i) =>
          reference && (
            <polyline
              key={i}
              className={styles[reference.tone]}
              strokeDasharray={reference.dash}
              strokeWidth={reference.width ?? 1}
              points={reference.points.map((point) => `${left(point.x)},${top(point.y)}`).join(' ')}
            />
          ),
      )}
      {mark && <circle className={styles.mark} cx={left(mark.x)} cy={top(mark.y)} r={6} />}
    </g>
  );
}
