/** The figure of the panel: AUROC with its interval, beside the untrained network's where something is trained; or why there is none. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { trainsNothing } from '../../../core/config/untrained.ts';
import { startsPretrained } from '../../../core/networks/registry.ts';
import { asSeen, isLook } from '../../../store/seen.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { formatCount } from '../../format.ts';
import styles from './evaluation-panel.module.css';
import { formatDifference, formatRate } from './format.ts';
import { NoRoc } from './no-roc.tsx';
import { selectSummary, selectUntrainedAuroc, type ScoredSet } from './selectors.ts';

interface Props {
  readonly evaluation: Evaluation;
  readonly set: ScoredSet;
  /** What can be done with the run, beside the heading. */
  readonly actions: ReactNode;
}

export function AurocHeadline({ evaluation, set, actions }: Props) {
  const { t, i18n } = useTranslation('evaluation');
  const summary = usePlayground((state) => selectSummary(asSeen(state)));
  const untrained = usePlayground((state) => selectUntrainedAuroc(asSeen(state)));
  const full = usePlayground((state) => state.evaluations.at(-1)?.step ?? 0);
  const alone = usePlayground(({ runConfig }) => runConfig !== null && trainsNothing(runConfig));
  // ImageNet's weights are not untrained: before the first step they have not been fine-tuned.
  const begins = usePlayground(({ config, runConfig }) =>
    startsPretrained((runConfig ?? config).model) ? 'before' : 'untrained',
  );
  const untilFirstStep = t(alone ? 'withoutTraining' : 'beforeTraining');
  const when = (step: number) =>
    step === 0 ? untilFirstStep : t('atStep', { step: formatCount(step, i18n.language) });
  const interval = summary?.interval ?? null;
  if (!summary || !interval) return <NoRoc set={set} actions={actions} />;
  const { auroc } = interval;
  return (
    <section className={styles.section} aria-labelledby="evaluation-auroc">
      <div className={styles.top}>
        <h3 id="evaluation-auroc" className={styles.heading}>
          {t('auroc')}
          <span className={styles.muted}>{when(evaluation.step)}</span>
        </h3>
        {actions}
      </div>
      {set.source === 'synthetic' && <p className={styles.warning}>{t('syntheticNotice')}</p>}
      <p className={styles.headline}>
        <strong>{formatRate(auroc)}</strong>
        <span className={styles.interval} title={t('intervalHelp')}>
          {t('interval', { low: formatRate(interval.low), high: formatRate(interval.high) })}
        </span>
      </p>
      {isLook(evaluation) && (
        <p className={styles.help} title={t('look.help')}>
          {t('look.text', {
            shown: evaluation.testIds.length,
            all: evaluation.testImages,
            full: when(full),
          })}
        </p>
      )}
      <dl className={styles.facts}>
        {!alone && (
          <div>
            <dt>{t(begins)}</dt>
            <dd>
              {formatRate(untrained)}
              {untrained !== null && evaluation.step > 0 && (
                <span className={styles.muted}>
                  {' '}
                  {t('sinceThen', { difference: formatDifference(auroc - untrained) })}
                </span>
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('averagePrecision')}</dt>
          <dd>{formatRate(summary.averagePrecision)}</dd>
        </div>
        <div className={styles.whole}>
          <dt>{t('images')}</dt>
          <dd>{t('imageCounts', { normal: set.normal, anomalous: set.anomalous })}</dd>
        </div>
      </dl>
    </section>
  );
}
