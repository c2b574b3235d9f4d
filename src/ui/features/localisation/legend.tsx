/** Colour bar of a map's scale with the threshold marked on it. */
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fractionOf, type ColourScale } from '../../../core/heatmap/colour-scale.ts';
import { colourTable, type ColourTableName } from '../../../core/heatmap/colour-tables.ts';
import styles from './light-table.module.css';
import { formatScore } from './format.ts';

interface Props extends ColourScale {
  readonly table: ColourTableName;
  readonly threshold: number;
}

/** Seventeen evenly spaced colours of a table, for gradients. */
export function tableColours(table: ColourTableName): readonly string[] {
  const colours = colourTable(table);
  return Array.from({ length: 17 }, (_, i) => {
    const entry = 3 * Math.round((i / 16) * 255);
    return `rgb(${colours[entry]} ${colours[entry + 1]} ${colours[entry + 2]})`;
  });
}

export const Legend = memo(function Legend({ table, low, high, centre, threshold }: Props) {
  const { t } = useTranslation('localisation');
  const gradient = useMemo(() => `linear-gradient(to right, ${tableColours(table).join(', ')})`, [table]);
  const share = fractionOf({ low, high, centre }, threshold);
  const inside = threshold >= low && threshold <= high;
  const words = { low: formatScore(low), high: formatScore(high), threshold: formatScore(threshold) };
  return (
    <div className={styles.legend} role="img" aria-label={t('legend', words)}>
      <span className={styles.bar} style={{ background: gradient }}>
        {inside && (
          <span className={styles.tick} style={{ left: `${share * 100}%` }} title={t('threshold')} />
        )}
      </span>
      <span className={styles.ends}>
        <span>{words.low}</span>
        <span className={styles.muted}>
          {t('threshold')} {words.threshold}
          {!inside && ` (${t(threshold < low ? 'belowScale' : 'aboveScale')})`}
        </span>
        <span>{words.high}</span>
      </span>
    </div>
  );
});
