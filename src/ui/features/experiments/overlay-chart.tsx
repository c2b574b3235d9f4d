/**
 * Lines of several runs in one chart, as plain SVG with all its colours in attributes: the same drawing stands on the page and, on
 * white, in an exported file.
 */
import { useState, type PointerEvent, type Ref } from 'react';
import { roundTicks } from '../../ticks.ts';
import type { LineStyle } from './line-styles.ts';

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export interface ChartLine {
  readonly label: string;
  readonly style: LineStyle;
  readonly points: readonly ChartPoint[];
}

export interface ChartSpec {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xTop: number;
  readonly yBottom: number;
  readonly yTop: number;
  readonly lines: readonly ChartLine[];
  /** A ROC: square, with the line of chance. */
  readonly diagonal?: boolean;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

export interface Palette {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  readonly line: (style: LineStyle) => string;
}

const SCREEN: Palette = {
  text: 'var(--text)',
  muted: 'var(--text-muted)',
  grid: 'var(--border)',
  surface: 'var(--surface)',
  line: ({ colour }) => colour,
};

export const PAPER: Palette = {
  text: '#1c1d1f',
  muted: '#5a5c60',
  grid: '#d9d9d4',
  surface: '#ffffff',
  line: ({ paper }) => paper,
};

const LEFT = 46;
const RIGHT = 26;
const TOP = 8;
const BOTTOM = 40;
const FONT = { fontFamily: 'system-ui, sans-serif', fontSize: 12 };

/** Height at which the plot of a ROC is square. */
export const squareHeight = (width: number): number => width - LEFT - RIGHT + TOP + BOTTOM;

interface Props {
  readonly spec: ChartSpec;
  readonly width: number;
  readonly height: number;
  readonly palette?: Palette;
  /** Title and legend inside the drawing, for a file that stands alone. */
  readonly alone?: boolean;
  readonly ref?: Ref<SVGSVGElement>;
}

/** The point of a line nearest to x. */
function nearest(points: readonly ChartPoint[], x: number): ChartPoint | null {
  let best: ChartPoint | null = null;
  for (const point of points) if (!best || Math.abs(point.x - x) < Math.abs(best.x - x)) best = point;
  return best;
}

export function OverlayChart({ spec, width, height, palette = SCREEN, alone = false, ref }: Props) {
  const [pointer, setPointer] = useState<number | null>(null);
  const { xTop, yBottom, yTop, lines } = spec;
  const top = alone ? TOP + 24 : TOP;
  const legend = alone ? 18 * lines.length + 6 : 0;
  const right = width - RIGHT;
  const bottom = height - BOTTOM - legend;
  const x = (value: number) => LEFT + (value / xTop) * (right - LEFT);
  const y = (value: number) => bottom - ((value - yBottom) / (yTop - yBottom)) * (bottom - top);
  const path = (points: readonly ChartPoint[]) =>
    points.map((p, i) => `${i ? 'L' : 'M'}${x(p.x).toFixed(1)} ${y(p.y).toFixed(1)}`).join('');
  const yTicks = roundTicks(yTop - yBottom, 5).map((tick) => tick + yBottom);
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = (((event.clientX - box.left) * width) / box.width - LEFT) / (right - LEFT);
    setPointer(at < 0 || at > 1 ? null : at * xTop);
  };
  const found =
    pointer === null
      ? []
      : lines.flatMap((line) => {
          const point = nearest(line.points, pointer);
          return point ? [{ line, point }] : [];
        });
  const text = { ...FONT, fill: palette.muted };
  return (
    <svg
      ref={ref}
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={spec.title}
      onPointerMove={follow}
      onPointerLeave={() => setPointer(null)}
    >
      {alone && <rect width={width} height={height} fill={palette.surface} />}
      {alone && (
        <text x={LEFT} y={18} {...FONT} fontWeight="600" fill={palette.text}>
          {spec.title}
        </text>
      )}
      {yTicks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} stroke={palette.grid} />
          <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" {...text}>
            {spec.formatY(tick)}
          </text>
        </g>
      ))}
      {roundTicks(xTop, width < 300 ? 4 : 5).map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 16} textAnchor="middle" {...text}>
          {spec.formatX(tick)}
        </text>
      ))}
      <text x={(LEFT + right) / 2} y={bottom + 34} textAnchor="middle" {...text}>
        {spec.xLabel}
      </text>
      <text transform={`translate(11 ${(top + bottom) / 2}) rotate(-90)`} textAnchor="middle" {...text}>
        {spec.yLabel}
      </text>
      {spec.diagonal && (
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke={palette.muted} strokeDasharray="1 4" />
      )}
      {lines.map(({ label, style, points }) => (
        <path
          key={label}
          d={path(points)}
          fill="none"
          stroke={palette.line(style)}
          strokeWidth="2"
          strokeLinejoin="round"
          strokeDasharray={style.dash || undefined}
        />
      ))}
      {lines.flatMap(({ label, style, points }) =>
        points.length === 1
          ? [<circle key={label} cx={x(points[0].x)} cy={y(points[0].y)} r="4" fill={palette.line(style)} />]
          : [],
      )}
      {alone &&
        lines.map(({ label, style }, i) => (
          <g key={label} transform={`translate(${LEFT} ${bottom + BOTTOM + 10 + 18 * i})`}>
            <line
              x2="34"
              stroke={palette.line(style)}
              strokeWidth="2"
              strokeDasharray={style.dash || undefined}
            />
            <text x="42" y="4" {...FONT} fill={palette.text}>
              {label}
            </text>
          </g>
        ))}
      {found.length > 0 && (
        <g pointerEvents="none">
          <line x1={x(pointer ?? 0)} x2={x(pointer ?? 0)} y1={top} y2={bottom} stroke={palette.muted} />
          {found.map(({ line, point }) => (
            <circle
              key={line.label}
              cx={x(point.x)}
              cy={y(point.y)}
              r="3.5"
              fill={palette.line(line.style)}
              stroke={palette.surface}
            />
          ))}
          <g transform={`translate(${x(pointer ?? 0) > width / 2 ? LEFT + 4 : right - 124} ${top + 2})`}>
            <rect
              width="120"
              height={16 * found.length + 6}
              rx="3"
              fill={palette.surface}
              stroke={palette.grid}
            />
            {found.map(({ line, point }, i) => (
              <text key={line.label} x="6" y={16 * i + 15} {...FONT} fill={palette.text}>
                {line.label.length > 9 ? `${line.label.slice(0, 8)}…` : line.label}: {spec.formatY(point.y)}
              </text>
            ))}
          </g>
        </g>
      )}
    </svg>
  );
}
