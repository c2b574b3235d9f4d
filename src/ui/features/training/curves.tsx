/** Loss, proxy accuracy and learning rate. Until the first steps the places of the charts stay empty. */
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { taskViews } from '../../../core/augment/tasks.ts';
import { learningRateAt } from '../../../core/schedule/learning-rate.ts';
import { usePlayground } from '../../../store/store.ts';
import { formatNumber } from '../../components/number-field.tsx';
import { curve, scheduleCurve } from './curve-points.ts';
import styles from './training-stage.module.css';

const CurveChart = lazy(() => import('./charts.tsx').then((charts) => ({ default: charts.CurveChart })));
const RateChart = lazy(() => import('./charts.tsx').then((charts) => ({ default: charts.RateChart })));

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
        <Suspense>{children}</Suspense>
      </div>
    </section>
  );
}

function useRun() {
  const config = usePlayground((state) => state.runConfig ?? state.config);
  return { training: config.training, classes: taskViews(config.augment.task).length };
}

function LearningCurve({ kind }: { readonly kind: 'loss' | 'accuracy' }) {
  const { t } = useTranslation('training');
  const records = usePlayground((state) => state.records);
  const { training, classes } = useRun();
  const points = useMemo(() => curve(records, kind), [records, kind]);
  const percent = kind === 'accuracy';
  const chance = percent ? 1 / classes : Math.log(classes);
  const show = (value: number) => (percent ? `${(100 * value).toFixed(0)} %` : value.toFixed(3));
  const last = points.at(-1);
  const summary = last
    ? t(`${kind}Summary`, { step: last.x, value: show(last.mean), chance: show(chance) })
    : t('noCurve');
  return (
    <Figure title={t(kind)} value={last ? show(last.mean) : null} summary={summary}>
      {last ? (
        <CurveChart
          points={points}
          name={t(kind)}
          chance={chance}
          steps={training.steps}
          top={percent ? 1 : 'auto'}
          percent={percent}
        />
      ) : (
        <p className={styles.empty}>{t('noCurve')}</p>
      )}
    </Figure>
  );
}

function RateCurve() {
  const { t } = useTranslation('training');
  const step = usePlayground((state) => state.step);
  const { training } = useRun();
  const points = useMemo(() => scheduleCurve(training), [training]);
  const y = learningRateAt(training, step);
  const value = formatNumber(Number(y.toPrecision(3)));
  return (
    <Figure
      title={t('rate')}
      value={value}
      summary={t('rateSummary', { steps: training.steps, value, step })}
    >
      <RateChart points={points} now={{ x: step, y }} />
    </Figure>
  );
}

export function Curves() {
  return (
    <>
      <LearningCurve kind="loss" />
      <LearningCurve kind="accuracy" />
      <RateCurve />
    </>
  );
}
