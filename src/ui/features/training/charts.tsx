/** The charts of the stage, in a chunk of their own with the chart library. No animation. */
import { useTranslation } from 'react-i18next';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatNumber } from '../../components/number-field.tsx';
import type { CurvePoint } from './curve-points.ts';

const AXIS = { stroke: 'var(--border-strong)', tick: { fill: 'var(--text-muted)', fontSize: 12 } };
const LABEL = { fill: 'var(--text-muted)', fontSize: 12 };
const MARGIN = { top: 8, right: 12, bottom: 20, left: 4 };
const TOOLTIP = {
  isAnimationActive: false,
  contentStyle: { background: 'var(--surface)', border: '1px solid var(--border)', fontSize: 12 },
  labelStyle: { color: 'var(--text)' },
  itemStyle: { color: 'var(--text)' },
} as const;

interface CurveChartProps {
  readonly points: readonly CurvePoint[];
  readonly name: string;
  /** What guessing would give. */
  readonly chance: number;
  /** Steps of the whole run. */
  readonly steps: number;
  readonly top: number | 'auto';
  readonly percent: boolean;
}

export function CurveChart({ points, name, chance, steps, top, percent }: CurveChartProps) {
  const { t } = useTranslation('training');
  const show = (value: number) => (percent ? `${Math.round(100 * value)} %` : value.toFixed(3));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={[...points]} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--border)" vertical={false} />
        <XAxis
          {...AXIS}
          dataKey="x"
          type="number"
          domain={[0, steps]}
          allowDecimals={false}
          tickCount={5}
          label={{ ...LABEL, value: t('step'), position: 'insideBottom', offset: -12 }}
        />
        <YAxis
          {...AXIS}
          type="number"
          domain={[0, top]}
          width={56}
          tickCount={percent ? 3 : 4}
          tickFormatter={(value: number) => (percent ? `${Math.round(100 * value)} %` : formatNumber(value))}
        />
        <Tooltip
          {...TOOLTIP}
          formatter={(value, key) => [
            show(Number(value)),
            key === 'mean' ? `${name}, ${t('smoothed')}` : name,
          ]}
          labelFormatter={(step) => `${t('step')} ${step}`}
        />
        <ReferenceLine y={chance} stroke="var(--text-muted)" strokeDasharray="5 4" />
        <Line
          dataKey="y"
          type="linear"
          stroke="var(--accent)"
          strokeOpacity={0.3}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="mean"
          type="linear"
          stroke="var(--accent)"
          strokeWidth={2}
          dot={false}
          activeDot={{ r: 3 }}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}

interface RateChartProps {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly now: { readonly x: number; readonly y: number };
}

export function RateChart({ points, now }: RateChartProps) {
  const { t } = useTranslation('training');
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={[...points]} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--border)" vertical={false} />
        <XAxis
          {...AXIS}
          dataKey="x"
          type="number"
          domain={[0, 'dataMax']}
          allowDecimals={false}
          tickCount={5}
          label={{ ...LABEL, value: t('step'), position: 'insideBottom', offset: -12 }}
        />
        <YAxis {...AXIS} type="number" width={56} tickCount={3} tickFormatter={formatNumber} />
        <Tooltip
          {...TOOLTIP}
          formatter={(value) => [formatNumber(Number(value)), t('rate')]}
          labelFormatter={(step) => `${t('step')} ${step}`}
        />
        <Line
          dataKey="y"
          type="linear"
          stroke="var(--accent)"
          strokeWidth={2}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <ReferenceDot x={now.x} y={now.y} r={5} fill="var(--paste)" stroke="var(--surface)" strokeWidth={2} />
      </LineChart>
    </ResponsiveContainer>
  );
}
