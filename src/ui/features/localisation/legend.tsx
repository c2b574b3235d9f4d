/** Colour bar of the map's scale with the threshold marked on it. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { colourTable, type ColourTableName } from '../../../core/heatmap/colour-tables.ts';
import styles from './light-table.module.css';
import { formatScore } from './format.ts';

interface Props {
  readonly table: ColourTableName;
  readonly low: number;
  readonly high: number;
  readonly threshold: number;
}

export function Legend({ table, low, high, threshold }: Props) {
  const { t } = useTranslation('localisation');
  const gradient = useMemo(() => {
    const colours = colourTable(table);
    const stops = Array.from({ length: 17 }, (_, i) => {
      const entry = 3 * Math.round((i / 16) * 255);
      return `rgb(${colours[entry]} ${colours[entry + 1]} ${colours[entry + 2]})`;
    });
    return `linear-gradient(to right, ${stops.join(', ')})`;
  }, [table]);
  const share = high > low ? (threshold - low) / (high - low) : 0;
  const inside = share >= 0 && share <= 1;
  const label = t('legend', {
    low: formatScore(low),
    high: formatScore(high),
    threshold: formatScore(threshold),
  });
  return (
    <div className={styles.legend} role="img" aria-label={label}>
      <span>{formatScore(low)}</span>
      <span className={styles.bar} style={{ background: gradient }}>
        {inside && (
          <span className={styles.tick} style={{ left: `${share * 100}%` }} title={t('threshold')} />
        )}
      </span>
      <span>{formatScore(high)}</span>
      <span className={styles.muted}>
        {t('threshold')} {formatScore(threshold)}
      </span>
    </div>
  );
}
