/**
 * The side panel: density settings, AUROC beside the untrained network's, live ROC, histogram with its threshold,
 * confusion counts and the test images by score. Everything is derived from the last evaluation through core/metrics.
 */
import { useTranslation } from 'react-i18next';

export function EvaluationPanel() {
  const { t } = useTranslation('evaluation');
  return <h2>{t('title')}</h2>;
}
