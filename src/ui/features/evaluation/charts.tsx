/** The two charts of the panel, in a chunk of their own with the chart library. No animation, at most 500 points. */
import { useMemo } from 'react';
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
import { formatRate } from './format.ts';
import { cornersOf } from './roc-corners.ts';
import { RocPicker } from './roc-picker.tsx';
import type { RocPoint, ScoredSet, StepPoint } from './selectors.ts';

/** Every tick has its label: the library would lay out each text to see which ones fit. */
const AXIS = {
  stroke: 'var(--border-strong)',
  tick: { fill: 'var(--text-muted)', fontSize: 12 },
  interval: 0,
} as const;
const LABEL = { fill: 'var(--text-muted)', fontSize: 12 };
const RATE_TICKS = [0, 0.25, 0.5, 0.75, 1];

interface RocProps {
  readonly set: ScoredSet;
  readonly points: readonly RocPoint[];
  readonly untrained: readonly RocPoint[] | null;
  /** Rates at the threshold. */
  readonly dotX: number | null;
  readonly dotY: number | null;
  /** Untouched ImageNet features on the same images. */
  readonly baseline?: readonly RocPoint[] | null;
  /** False: a curve to look at, without picking. */
  readonly live?: boolean;
}

export function RocChart({ set, points, untrained, dotX, dotY, baseline = null, live = true }: RocProps) {
  const { t } = useTranslation('evaluation');
  const drawn = useMemo(() => cornersOf(points), [points]);
  const untrainedDrawn = useMemo(() => untrained && cornersOf(untrained), [untrained]);
  const baselineDrawn = useMemo(() => baseline && cornersOf(baseline), [baseline]);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={drawn} margin={{ top: 8, right: 12, bottom: 20, left: 4 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--border)" />
        <XAxis
          {...AXIS}
          dataKey="x"
          type="number"
          domain={[0, 1]}
          ticks={RATE_TICKS}
          label={{ ...LABEL, value: t('falsePositiveRate'), position: 'insideBottom', offset: -12 }}
        />
        <YAxis
          {...AXIS}
          dataKey="y"
          type="number"
          domain={[0, 1]}
          ticks={RATE_TICKS}
          width={52}
          label={{
            ...LABEL,
            value: t('truePositiveRate'),
            angle: -90,
            position: 'insideLeft',
            offset: 8,
            style: { textAnchor: 'middle' },
          }}
        />
        <ReferenceLine
          segment={[
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ]}
          stroke="var(--border-strong)"
          strokeDasharray="2 4"
        />
        {untrainedDrawn && (
          <Line
            data={untrainedDrawn}
            dataKey="y"
            type="linear"
            stroke="var(--text-muted)"
            strokeDasharray="5 4"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        {baselineDrawn && (
          <Line
            data={baselineDrawn}
            dataKey="y"
            type="linear"
            stroke="var(--text-muted)"
            strokeDasharray="1 3"
            strokeWidth={2}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        <Line
          dataKey="y"
          type="linear"
          stroke="var(--accent)"
          strokeWidth={2}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        {dotX !== null && dotY !== null && (
          <ReferenceDot
            x={dotX}
            y={dotY}
            r={6}
            fill="var(--anomaly)"
            stroke="var(--surface)"
            strokeWidth={2}
          />
        )}
        {live && <RocPicker set={set} points={points} />}
      </LineChart>
    </ResponsiveContainer>
  );
}

interface StepsProps {
  readonly points: readonly StepPoint[];
  readonly untrained: number | null;
}

export function StepsChart({ points, untrained }: StepsProps) {
  const { t } = useTranslation('evaluation');
  const lowest = points.reduce((low, point) => Math.min(low, point.y), untrained ?? 1);
  const floor = lowest < 0.5 ? 0 : 0.5;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={[...points]}
        margin={{ top: 8, right: 12, bottom: 20, left: 4 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--border)" vertical={false} />
        <XAxis
          {...AXIS}
          dataKey="x"
          type="number"
          domain={[0, 'dataMax']}
          allowDecimals={false}
          label={{ ...LABEL, value: t('step'), position: 'insideBottom', offset: -12 }}
        />
        <YAxis
          {...AXIS}
          type="number"
          domain={[floor, 1]}
          tickCount={3}
          width={52}
          label={{
            ...LABEL,
            value: t('auroc'),
            angle: -90,
            position: 'insideLeft',
            offset: 8,
            style: { textAnchor: 'middle' },
          }}
        />
        <Tooltip
          isAnimationActive={false}
          formatter={(value) => [formatRate(Number(value)), t('auroc')]}
          labelFormatter={(step) => t('atStep', { step })}
          contentStyle={{ background: 'var(--surface)', border: '1px solid var(--border)', fontSize: 12 }}
          labelStyle={{ color: 'var(--text)' }}
          itemStyle={{ color: 'var(--text)' }}
        />
        {untrained !== null && (
          <ReferenceLine y={untrained} stroke="var(--text-muted)" strokeDasharray="5 4" />
        )}
        <Line
          dataKey="y"
          type="linear"
          stroke="var(--accent)"
          strokeWidth={2}
          dot={{ r: 3, fill: 'var(--accent)' }}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
