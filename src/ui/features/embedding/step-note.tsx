/** Says what the step of the points is not: still being embedded, or the nearest of which weights were kept. Has its line in any case, so that nothing jumps. */
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../format.ts';
import styles from './embedding-stage.module.css';
import type { MapPoints } from './use-map-points.ts';

export function StepNote({ drawn }: { readonly drawn: MapPoints }) {
  const { t, i18n } = useTranslation('embedding');
  const { awaited, lacking, step } = drawn;
  const count = (of: number) => formatCount(of, i18n.language);
  return (
    <p className={styles.note} role="status">
      {awaited !== null
        ? t('awaited', { step: count(awaited) })
        : lacking !== null && t('lacking', { step: count(lacking), shown: count(step) })}
    </p>
  );
}
