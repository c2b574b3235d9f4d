/** ROC and AUROC over steps. The chart library is loaded when there is a first curve to draw; its place is kept free. */
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import styles from './evaluation-panel.module.css';
import { formatRate } from './format.ts';
import {
  selectAurocHistory,
  selectRoc,
  selectUntrainedAuroc,
  selectUntrainedRoc,
  type ScoredSet,
} from './selectors.ts';

const RocChart = lazy(() => import('./charts.tsx').then((charts) => ({ default: charts.RocChart })));
const StepsChart = lazy(() => import('./charts.tsx').then((charts) => ({ default: charts.StepsChart })));

export function Curves({ set }: { readonly set: ScoredSet }) {
  const { t } = useTranslation('evaluation');
  const roc = usePlayground(selectRoc);
  const untrainedRoc = usePlayground(selectUntrainedRoc);
  const history = usePlayground(selectAurocHistory);
  const untrained = usePlayground(selectUntrainedAuroc);
  if (!roc) return null;
  return (
    <section className={styles.section} aria-labelledby="evaluation-roc">
      <h3 id="evaluation-roc" className={styles.heading}>
        {t('roc')}
      </h3>
      <div className={styles.square}>
        <Suspense fallback={<p className={styles.loading}>{t('loadingChart')}</p>}>
          <RocChart set={set} points={roc} untrained={untrainedRoc} />
        </Suspense>
      </div>
      <p className={styles.help}>{t('rocHelp')}</p>
      <h3 className={styles.heading}>{t('aurocOverSteps')}</h3>
      <div
        className={styles.wide}
        role="img"
        aria-label={t('stepsSummary', {
          first: formatRate(history[0]?.y),
          last: formatRate(history.at(-1)?.y),
        })}
      >
        <Suspense fallback={<p className={styles.loading}>{t('loadingChart')}</p>}>
          <StepsChart points={history} untrained={untrained} />
        </Suspense>
      </div>
      <p className={styles.help}>{t('stepsHelp')}</p>
    </section>
  );
}
