/** Would more images help? AUROC and the threshold's uncertainty over parts of the training images, made when asked for. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { summariseCurve, type LearningCurve as Curve } from '../../../core/calibration/learning-curve.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import panel from './evaluation-panel.module.css';
import { formatRate } from './format.ts';
import { percentOf } from './threshold-promise.tsx';
import { TrialError } from './trial-error.tsx';
import { TrialFigure } from './trial-figure.tsx';
import styles from './trial-figure.module.css';

const percents = (range: { readonly low: number; readonly high: number } | null): string =>
  range ? `${percentOf(range.low)}–${percentOf(range.high)} %` : '–';

function Outcome({ curve }: { readonly curve: Curve }) {
  const { t } = useTranslation('evaluation');
  const items = usePlayground((state) => state.items);
  const quantile = usePlayground((state) => state.config.evaluation.thresholdQuantile);
  const { steps, gain } = useMemo(() => {
    const labels = new Map(
      items.filter(({ role }) => role === 'test').map(({ id, label }) => [id, label === 'anomalous']),
    );
    return summariseCurve(curve, 1 - quantile, (id) => labels.get(id));
  }, [curve, items, quantile]);
  const columns = [t('auroc'), t('learningCurve.rate'), t('learningCurve.alarms')];
  return (
    <>
      <p>
        <strong>
          {!gain
            ? t('learningCurve.unknown')
            : t(gain.real ? 'learningCurve.helps' : 'learningCurve.levels', {
                from: gain.from,
                to: gain.to,
                by: formatRate(Math.abs(gain.by)),
                sign: gain.by < 0 ? '−' : '+',
              })}
        </strong>
      </p>
      <TrialFigure
        title={t('learningCurve.images')}
        series={[
          { key: 'auroc', name: columns[0], colour: 'var(--accent)' },
          { key: 'rateHigh', name: t('learningCurve.rateHigh'), colour: 'var(--normal)', dash: '5 4' },
          { key: 'rateLow', name: t('learningCurve.rateLow'), colour: 'var(--normal)', dash: '2 3' },
        ]}
        rows={steps.map(({ images, auroc, rate }) => ({
          ...{ x: images, auroc: auroc?.mean ?? null, rateLow: rate.low, rateHigh: rate.high },
        }))}
        columns={columns}
        cells={steps.map(({ auroc, rate, falseAlarms }) => [
          auroc
            ? `${formatRate(auroc.mean)} (${formatRate(auroc.low)}–${formatRate(auroc.high)})`
            : formatRate(null),
          percents(rate),
          percents(falseAlarms),
        ])}
      />
    </>
  );
}

export function LearningCurve() {
  const { t } = useTranslation('evaluation');
  const curve = usePlayground((state) => state.learningCurve);
  const running = usePlayground((state) => state.learningCurveRunning);
  const run = usePlayground((state) => state.runLearningCurve);
  return (
    <section className={panel.section} aria-label={t('learningCurve.title')}>
      <Disclosure summary={<strong>{t('learningCurve.title')}</strong>}>
        <div className={styles.figure}>
          <p className={panel.help}>{t('learningCurve.help')}</p>
          <div className={panel.actions}>
            <Button
              size="small"
              onClick={() => void run()}
              disabledReason={running ? t('learningCurve.running') : null}
              aria-busy={running}
            >
              {t(running ? 'learningCurve.running' : 'learningCurve.run')}
            </Button>
          </div>
          <TrialError />
          {curve && <Outcome curve={curve} />}
        </div>
      </Disclosure>
    </section>
  );
}
