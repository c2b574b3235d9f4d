/** Loss, proxy accuracy and learning rate. Until the first steps the places of the charts stay empty. */
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { taskViews } from '../../../core/augment/tasks.ts';
import { usePlayground } from '../../../store/store.ts';
import { formatNumber } from '../../components/number-field.tsx';
import { formatCount } from '../../format.ts';
import { useThrottled } from '../../use-throttled.ts';
import { curve, rateAfter, scheduleCurve } from './curve-points.ts';
import { LinePlot } from './line-plot.tsx';
import { roundRange, roundTop } from '../../ticks.ts';
import styles from './training-stage.module.css';

const DRAW_EVERY_MS = 200;

interface FigureProps {
  readonly title: string;
  /** The latest value beside the title. */
  readonly value: string | null;
  /** In words, for those who do not see the chart. */
  readonly summary: string;
  readonly children: ReactNode;
}

function Figure({ title, value, summary, children }: FigureProps) {
  return (
    <section className={styles.figure} aria-label={title}>
      <h3>
        {title} {value !== null && <span>{value}</span>}
      </h3>
      <div className={styles.chart} role="img" aria-label={summary}>
        {children}
      </div>
    </section>
  );
}

function useRun() {
  const config = usePlayground((state) => state.runConfig ?? state.config);
  return { config, training: config.training, classes: taskViews(config.augment.task).length };
}

const percentage = (value: number) => `${Math.round(100 * value)} %`;

function LearningCurve({ kind }: { readonly kind: 'loss' | 'accuracy' }) {
  const { t, i18n } = useTranslation('training');
  const all = usePlayground((state) => state.records);
  const records = useThrottled(all, DRAW_EVERY_MS);
  const { training, classes } = useRun();
  const points = useMemo(() => curve(records, kind), [records, kind]);
  const means = useMemo(() => points.map(({ x, mean }) => ({ x, y: mean })), [points]);
  const last = means[means.length - 1];
  const accuracy = kind === 'accuracy';
  const chance = accuracy ? 1 / classes : Math.log(classes);
  const show = accuracy ? percentage : (value: number) => value.toFixed(3);
  const highest = points.reduce((top, { y }) => Math.max(top, y), chance);
  const lowest = points.reduce((low, { y }) => Math.min(low, y), chance);
  const summary = last
    ? t(`${kind}Summary`, { step: last.x, value: show(last.y), chance: show(chance) })
    : t(training.steps > 0 ? 'noCurve' : 'noTraining');
  return (
    <Figure title={t(kind)} value={last ? show(last.y) : null} summary={summary}>
      {last ? (
        <LinePlot
          lines={[points, means]}
          xTop={training.steps}
          yTop={accuracy ? 1 : roundTop(highest, 4)}
          {...(accuracy ? {} : { yTicks: roundRange(lowest, highest, 4) })}
          xLabel={t('step')}
          formatX={(value) => formatCount(value, i18n.language)}
          formatY={accuracy ? percentage : (value) => formatNumber(value)}
          level={chance}
        />
      ) : (
        <p className={styles.empty}>{t(training.steps > 0 ? 'noCurve' : 'noTraining')}</p>
      )}
    </Figure>
  );
}

export function RateCurve() {
  const { t, i18n } = useTranslation('training');
  const now = usePlayground((state) => state.step);
  const step = useThrottled(now, DRAW_EVERY_MS);
  const { config, training } = useRun();
  const points = useMemo(() => scheduleCurve(config), [config]);
  const rate = rateAfter(config, step);
  if (training.steps === 0)
    return (
      <Figure title={t('rate')} value={null} summary={t('noTraining')}>
        <p className={styles.empty}>{t('noTraining')}</p>
      </Figure>
    );
  const value = formatNumber(Number(rate.toPrecision(3)));
  return (
    <Figure
      title={t('rate')}
      value={value}
      summary={t('rateSummary', { steps: training.steps, value, step })}
    >
      <LinePlot
        lines={[points]}
        xTop={training.steps}
        yTop={roundTop(Math.max(...points.map(({ y }) => y)), 4)}
        xLabel={t('step')}
        formatX={(x) => formatCount(x, i18n.language)}
        formatY={(y) => formatNumber(Number(y.toPrecision(3)))}
        dot={{ x: Math.min(step, training.steps), y: rate }}
      />
    </Figure>
  );
}

export function LearningCurves() {
  return (
    <>
      <LearningCurve kind="loss" />
      <LearningCurve kind="accuracy" />
    </>
  );
}
