/**
 * The two charts of the panel, in a chunk of their own with the chart library. No animation, at most 500 points. The library draws the live
 * curve, its scales and what the pointer reads; the rest stands in the frame.
 */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useStages } from '../../components/in-turn.tsx';
import { roundTicks } from '../../ticks.ts';
import { ChartFrame, type Axis, type Point } from './chart-frame.tsx';
import { formatRate } from './format.ts';
import { cornersOf } from './roc-corners.ts';
import { RocPicker } from './roc-picker.tsx';
import type { RocPoint, ScoredSet, StepPoint } from './selectors.ts';

/** Room for ticks and titles. */
const MARGIN = { top: 8, right: 24, bottom: 46, left: 56 };
const RATE = { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
const CHANCE = {
  points: [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ],
  dash: '2 4',
  tone: 'faint',
} as const;

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
  const stage = useStages(3);
  const drawn = useMemo(() => cornersOf(points), [points]);
  const references = useMemo(
    () => [
      CHANCE,
      untrained && ({ points: cornersOf(untrained), dash: '5 4', tone: 'muted' } as const),
      baseline && ({ points: cornersOf(baseline), dash: '1 3', tone: 'muted', width: 2 } as const),
    ],
    [untrained, baseline],
  );
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={drawn} margin={MARGIN} accessibilityLayer={false}>
        {stage > 0 && (
          <ChartFrame
            square
            x={{ ...RATE, title: t('falsePositiveRate') }}
            y={{ ...RATE, title: t('truePositiveRate') }}
            references={references}
            mark={dotX === null || dotY === null ? null : { x: dotX, y: dotY }}
          />
        )}
        {stage > 1 && (
          <>
            <XAxis hide dataKey="x" type="number" domain={[0, 1]} />
            <YAxis hide dataKey="y" type="number" domain={[0, 1]} />
          </>
        )}
        {stage > 2 && (
          <Line
            dataKey="y"
            type="linear"
            stroke="var(--accent)"
            strokeWidth={2}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        {stage > 2 && live && <RocPicker set={set} points={points} />}
      </LineChart>
    </ResponsiveContainer>
  );
}

interface StepsProps {
  readonly points: readonly StepPoint[];
  /** Between the evaluations, of a part of the images. */
  readonly looks: readonly StepPoint[];
  readonly untrained: number | null;
}

export function StepsChart({ points, looks, untrained }: StepsProps) {
  const { t } = useTranslation('evaluation');
  const stage = useStages(3);
  const lowest = [...points, ...looks].reduce((low, point) => Math.min(low, point.y), untrained ?? 1);
  const floor = lowest < 0.5 ? 0 : 0.5;
  const last = Math.max(1, points.at(-1)?.x ?? 1, looks.at(-1)?.x ?? 1);
  const x: Axis = {
    from: 0,
    to: last,
    ticks: roundTicks(last).filter(Number.isInteger),
    title: t('step'),
  };
  const y: Axis = { from: floor, to: 1, ticks: [floor, (1 + floor) / 2, 1], title: t('auroc') };
  const level: readonly Point[] = [
    { x: 0, y: untrained ?? 0 },
    { x: last, y: untrained ?? 0 },
  ];
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={[...points]} margin={MARGIN} accessibilityLayer={false}>
        {stage > 0 && (
          <ChartFrame
            x={x}
            y={y}
            references={[
              untrained === null ? null : { points: level, dash: '5 4', tone: 'muted' },
              looks.length > 1 ? { points: looks, dash: 'none', tone: 'look' } : null,
            ]}
          />
        )}
        {stage > 1 && (
          <>
            <XAxis hide dataKey="x" type="number" domain={[0, last]} />
            <YAxis hide type="number" domain={[floor, 1]} />
          </>
        )}
        {stage > 2 && (
          <>
            <Tooltip
              isAnimationActive={false}
              formatter={(value) => [formatRate(Number(value)), t('auroc')]}
              labelFormatter={(step) => t('atStep', { step })}
              contentStyle={{ background: 'var(--surface)', border: '1px solid var(--border)', fontSize: 12 }}
              labelStyle={{ color: 'var(--text)' }}
              itemStyle={{ color: 'var(--text)' }}
            />
            <Line
              dataKey="y"
              type="linear"
              stroke="var(--accent)"
              strokeWidth={2}
              dot={{ r: 3, fill: 'var(--accent)' }}
              isAnimationActive={false}
            />
          </>
        )}
      </LineChart>
    </ResponsiveContainer>
  );
}
