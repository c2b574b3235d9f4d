/** Network, training and evaluation settings, the advanced ones folded away. Task and augmentation are in the lab. */
import { useTranslation } from 'react-i18next';
import { ParameterGroup } from '../../components/parameter-group.tsx';
import styles from './training-stage.module.css';

export function TrainingSettings() {
  const { t } = useTranslation('training');
  return (
    <section className={styles.settings} aria-label={t('parameters')}>
      <div>
        <h3>{t('parameters')}</h3>
        <p className={styles.note}>{t('parametersText')}</p>
      </div>
      <div className={styles.groups}>
        <ParameterGroup group="training" />
        <ParameterGroup group="model" />
        <ParameterGroup group="evaluation" />
        <ParameterGroup group="kernels" />
      </div>
    </section>
  );
}
