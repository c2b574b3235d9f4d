/** Why there is no ROC, and what can be done: a curve needs normal and anomalous images. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import styles from './evaluation-panel.module.css';
import type { ScoredSet } from './selectors.ts';

export function NoRoc({ set, actions }: { readonly set: ScoredSet; readonly actions: ReactNode }) {
  const { t } = useTranslation('evaluation');
  const asked = usePlayground((state) => state.config.evaluation.syntheticDefects);
  const setParameter = usePlayground((state) => state.setParameter);
  const noTest = set.normal + set.anomalous === 0;
  const reason = noTest ? 'noTestImages' : set.anomalous === 0 ? 'noAnomalies' : 'noNormals';
  const offer = set.anomalous === 0;
  return (
    <section className={styles.section} aria-labelledby="evaluation-no-roc">
      <div className={styles.top}>
        <h3 id="evaluation-no-roc" className={styles.heading}>
          {t('noRoc')}
        </h3>
        {actions}
      </div>
      <p className={styles.note}>{t(reason, { normal: set.normal, anomalous: set.anomalous })}</p>
      {offer &&
        (asked ? (
          <p className={styles.note}>{t('syntheticAsked')}</p>
        ) : (
          <>
            <Button onClick={() => setParameter('evaluation.syntheticDefects', true)}>
              {t('useSynthetic')}
            </Button>
            <p className={styles.help}>{t('useSyntheticHelp')}</p>
          </>
        ))}
    </section>
  );
}
