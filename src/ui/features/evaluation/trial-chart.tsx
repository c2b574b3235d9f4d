/**
 * Rates over a number that was tried (a corruption's level, the number of images), with the library's lines on the frame of the other charts.
 * Loaded when there is something to draw.
 */
import { Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { ChartFrame } from './chart-frame.tsx';
import { formatRate } from './format.ts';

export interface TrialSeries {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly dash?: string;
}

interface Props {
  /** Ascending in `x`; null leaves a gap. */
  readonly rows: readonly (Readonly<Record<string, number | null>> & { readonly x: number })[];
  readonly series: readonly TrialSeries[];
  readonly title: string;
}

const MARGIN = { top: 8, right: 12, bottom: 46, left: 44 };
const RATE = { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };

export function TrialChart({ rows, series, title }: Props) {
  const from = rows[0].x;
  const to = rows.at(-1)?.x ?? from + 1;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={[...rows]} margin={MARGIN} accessibilityLayer={false}>
        <ChartFrame x={{ from, to, ticks: rows.map(({ x }) => x), title }} y={{ ...RATE, title: '' }} />
        <XAxis hide dataKey="x" type="number" domain={[from, to]} />
        <YAxis hide type="number" domain={[0, 1]} />
        <Tooltip
          isAnimationActive={false}
          formatter={(value, name) => [formatRate(Number(value)), name]}
          labelFormatter={(x) => `${title}: ${x}`}
          contentStyle={{ background: 'var(--surface)', border: '1px solid var(--border)', fontSize: 12 }}
          labelStyle={{ color: 'var(--text)' }}
          itemStyle={{ color: 'var(--text)' }}
        />
        {series.map(({ key, name, colour, dash }) => (
          <Line
            key={key}
            dataKey={key}
            name={name}
            type="linear"
            stroke={colour}
            strokeDasharray={dash}
            strokeWidth={2}
            dot={{ r: 3, fill: colour, strokeDasharray: 'none' }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
