/** The weights kept at each evaluation, newest first, each a place to restart from. */
import { useTranslation } from 'react-i18next';
import { auroc } from '../../../core/metrics/roc.ts';
import { mayDo } from '../../../store/session/session-machine.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { formatCount } from '../../format.ts';
import styles from './training-stage.module.css';

export function Checkpoints() {
  const { t, i18n } = useTranslation('training');
  const checkpoints = usePlayground((state) => state.checkpoints);
  const evaluations = usePlayground((state) => state.evaluations);
  const items = usePlayground((state) => state.items);
  const step = usePlayground((state) => state.step);
  const phase = usePlayground((state) => state.phase);
  const restore = usePlayground((state) => state.restoreCheckpoint);
  const labels = new Map(items.map(({ id, label }) => [id, label]));
  const aurocAt = (at: number): number | null => {
    const evaluation = evaluations.find((one) => one.step === at);
    if (!evaluation) return null;
    const anomalous = evaluation.testIds.map((id) => labels.get(id) === 'anomalous');
    return auroc(evaluation.testScores, anomalous);
  };
  const resting = phase !== 'training' && phase !== 'pausing';
  return (
    <section className={styles.figure} aria-label={t('checkpoints.title')}>
      <h3>{t('checkpoints.title')}</h3>
      {checkpoints.length === 0 ? (
        <p className={styles.empty}>{t('checkpoints.empty')}</p>
      ) : (
        <>
          <ul className={styles.checkpoints}>
            {[...checkpoints].reverse().map((checkpoint) => {
              const value = aurocAt(checkpoint.step);
              const count = formatCount(checkpoint.step, i18n.language);
              return (
                <li key={checkpoint.step}>
                  <span>{t('checkpoints.step', { step: count })}</span>
                  <span className={styles.muted}>
                    {value !== null && t('checkpoints.auroc', { value: value.toFixed(3) })}
                  </span>
                  {resting && checkpoint.step === step ? (
                    <span className={styles.muted}>{t('checkpoints.here')}</span>
                  ) : (
                    <Button
                      size="small"
                      aria-label={t('checkpoints.restartAt', { step: count })}
                      disabledReason={mayDo('restoreCheckpoint', phase) ? null : t('checkpoints.busy')}
                      onClick={() => void restore(checkpoint)}
                    >
                      {t('checkpoints.restart')}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
          <p className={styles.note}>
            {t('checkpoints.text')} {t('checkpoints.never')}
          </p>
        </>
      )}
    </section>
  );
}
