/** Histogram, the threshold dragged over it, and the counts that follow from it. */
import { useTranslation } from 'react-i18next';
import { asSeen, isLook } from '../../../store/seen.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import type { Evaluation } from '../../../worker/protocol.ts';
import { ConfusionTable } from './confusion-table.tsx';
import styles from './evaluation-panel.module.css';
import { formatScore } from './format.ts';
import { histogramModel } from './histogram-model.ts';
import { ScoreHistogram } from './score-histogram.tsx';
import { selectThreshold, type ScoredSet } from './selectors.ts';
import { PromisedRate, PromiseGrounds } from './threshold-promise.tsx';

interface Props {
  readonly evaluation: Evaluation;
  readonly set: ScoredSet;
  /** What the promise rests on is said elsewhere (PromiseSection), so that the counts keep high. */
  readonly brief?: boolean;
}

const RULES = {
  conformal: 'thresholdConformal',
  'held-out': 'thresholdHeldOut',
  'chi-square': 'thresholdChiSquare',
} as const;

export function ThresholdSection({ evaluation, set, brief = false }: Props) {
  const { t } = useTranslation('evaluation');
  const threshold = usePlayground((state) => selectThreshold(asSeen(state))) ?? evaluation.threshold;
  const manual = usePlayground((state) => state.manualThreshold !== null);
  const setManualThreshold = usePlayground((state) => state.setManualThreshold);
  const rule = usePlayground((state) => state.config.evaluation.threshold);
  const quantile = usePlayground((state) => state.config.evaluation.thresholdQuantile);
  const model = histogramModel(set, evaluation);
  return (
    <section className={styles.section} aria-labelledby="evaluation-histogram">
      <h3 id="evaluation-histogram" className={styles.heading}>
        {t('scores')}
      </h3>
      <ScoreHistogram
        set={set}
        model={model}
        threshold={threshold}
        automatic={evaluation.threshold}
        kept={evaluation.calibrationScores.length > 0}
      />
      <p className={styles.thresholdLine}>
        <span>
          {t('threshold')} <strong className={styles.number}>{formatScore(threshold)}</strong>{' '}
          <span className={styles.muted}>
            {manual
              ? t('thresholdByHand')
              : t(RULES[rule], {
                  percent: Number((quantile * 100).toFixed(2)),
                })}
          </span>
        </span>
        {manual && (
          <Button onClick={() => setManualThreshold(null)}>
            {t('restoreThreshold', { threshold: formatScore(evaluation.threshold) })}
          </Button>
        )}
      </p>
      {rule === 'conformal' &&
        (isLook(evaluation) ? (
          <p className={styles.help}>{t('look.noPromise')}</p>
        ) : (
          <>
            <PromisedRate evaluation={evaluation} />
            {!brief && <PromiseGrounds evaluation={evaluation} />}
          </>
        ))}
      {set.scores.length > 0 && <ConfusionTable set={set} threshold={threshold} />}
    </section>
  );
}
