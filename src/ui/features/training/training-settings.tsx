/**
 * Network, training and evaluation settings, group by group as the page has time for them, the advanced ones folded away. Task and
 * augmentation are in the lab.
 */
import { useTranslation } from 'react-i18next';
import { useStages } from '../../components/in-turn.tsx';
import { ParameterGroup } from '../../components/parameter-group.tsx';
import styles from './training-stage.module.css';

const GROUPS = ['training', 'model', 'evaluation', 'kernels'] as const;

export function TrainingSettings() {
  const { t } = useTranslation('training');
  const stage = useStages(GROUPS.length);
  return (
    <section className={styles.settings} aria-label={t('parameters')}>
      <div>
        <h3>{t('parameters')}</h3>
        <p className={styles.note}>{t('parametersText')}</p>
      </div>
      <div className={styles.groups}>
        {GROUPS.slice(0, stage).map((group) => (
          <ParameterGroup key={group} group={group} />
        ))}
      </div>
    </section>
  );
}
