/**
 * The augmentation lab: one sample step by step, and the samples of every class of the task, made by the very functions that
 * make the training batches (core/augment).
 */
import { useTranslation } from 'react-i18next';

export function AugmentStage() {
  const { t } = useTranslation('augment');
  return <h2>{t('title')}</h2>;
}
