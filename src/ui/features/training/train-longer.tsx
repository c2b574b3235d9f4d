/** After the end: one more cosine cycle from the last weights, what it takes, and why more is not always better (method section 7). */
import { useTranslation } from 'react-i18next';
import { longer } from '../../../core/schedule/longer.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { formatCount, formatDuration } from '../../format.ts';
import { costOf } from '../../run-cost.ts';
import styles from './training-stage.module.css';

export function TrainLonger() {
  const { t, i18n } = useTranslation('training');
  const phase = usePlayground((state) => state.phase);
  const run = usePlayground((state) => state.runConfig);
  const plan = usePlayground((state) => state.plan);
  const backend = usePlayground((state) => state.backend);
  const stepMs = usePlayground((state) => state.stepMs);
  const trainLonger = usePlayground((state) => state.trainLonger);
  if (phase !== 'finished' || !run) return null;
  const next = longer(run);
  const cost = (config: typeof run) => costOf(config, { plan, backend, runConfig: run, stepMs });
  const more = next && {
    steps: formatCount(next.training.steps - run.training.steps, i18n.language),
    time: formatDuration(cost(next) - cost(run), i18n.language, true),
  };
  return (
    <section className={styles.figure} aria-label={t('longer.title')}>
      <h3>{t('longer.title')}</h3>
      <p className={styles.note}>{more ? t('longer.text', more) : t('longer.cannot')}</p>
      {more && (
        <Button size="small" onClick={() => void trainLonger()}>
          {t('longer.button', more)}
        </Button>
      )}
      <p className={styles.note}>{t('longer.never')}</p>
    </section>
  );
}
