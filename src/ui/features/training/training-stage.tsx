/** The training stage: how the pretext task is learnt, what it costs, where to go back to, and the settings of the next run. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkpoints } from './checkpoints.tsx';
import { LearningCurves, RateCurve } from './curves.tsx';
import { Facts } from './facts.tsx';
import { ProxyConfusion } from './proxy-confusion.tsx';
import styles from './training-stage.module.css';
import { TrainLonger } from './train-longer.tsx';
import { TrainingSettings } from './training-settings.tsx';

interface Props {
  /** Stands in the middle: what the network makes of images while it learns. */
  readonly children?: ReactNode;
}

export function TrainingStage({ children }: Props) {
  const { t } = useTranslation('training');
  return (
    <div className={styles.stage}>
      <header>
        <h2 className={styles.title}>{t('title')}</h2>
        <p className={styles.lead}>{t('lead')}</p>
      </header>
      <div className={styles.figures}>
        <LearningCurves />
      </div>
      {children}
      <div className={styles.figures}>
        <RateCurve />
        <ProxyConfusion />
        <Facts />
        <Checkpoints />
        <TrainLonger />
      </div>
      <TrainingSettings />
    </div>
  );
}
