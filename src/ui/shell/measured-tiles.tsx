/** Which tiles were measured for the GPU, how much that is worth, and what was left out. */
import { useTranslation } from 'react-i18next';
import type { TileReport } from '../../worker/protocol.ts';
import { tileName } from '../i18n/tile-names.ts';
import styles from './backend-chip.module.css';

type Named = TileReport['leftOut'][number]['name'];

export function MeasuredTiles({ chosen, speeds, leftOut, complete, tookMs, kept }: TileReport) {
  const { t, i18n } = useTranslation('shell');
  const words = (set: Named) =>
    tileName(set, t('backend.tiles.join'), (part) => t(`backend.tiles.parts.${part}`));
  const speed = speeds.find(({ name }) => name === chosen)?.speed ?? 1;
  const times = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 }).format(speed);
  const measured = speeds.length > 0;
  const figures = { name: words(chosen), times };
  const result = !measured ? 'abandoned' : chosen === 'standard' ? 'standard' : 'faster';
  const when = [
    ...(measured
      ? [kept ? t('backend.tiles.kept') : t('backend.tiles.took', { milliseconds: Math.round(tookMs) })]
      : []),
    ...(measured && !complete ? [t('backend.tiles.incomplete')] : []),
  ];
  return (
    <div data-testid="tiles-measured">
      <p className={styles.muted}>{t(`backend.tiles.${result}`, figures)}</p>
      {when.length > 0 && <p className={styles.muted}>{when.join(' ')}</p>}
      {leftOut.map(({ name, reason }) => (
        <p key={name} className={styles.muted}>
          {t('backend.tiles.leftOut', { name: words(name), reason })}
        </p>
      ))}
    </div>
  );
}
