/** One image of the film strip: the place of its picture (painted by `StripRun`), its score, its label's colour and its pin. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/icon-button.tsx';
import styles from './film-strip.module.css';
import { formatScore } from './format.ts';
import { PinSign } from './pin-sign.tsx';
import type { RankedImage } from './ranking.ts';

interface Props {
  readonly image: RankedImage;
  readonly position: number;
  readonly start: number;
  readonly chosen: boolean;
  /** Whether the detector disagrees with the label. */
  readonly wrong: boolean;
  readonly pinned: boolean;
  /** No more can be pinned. */
  readonly full: boolean;
  onSelect(position: number): void;
  onPin(id: string): void;
}

export const FilmStripItem = memo(function FilmStripItem(props: Props) {
  const { image, position, start, chosen, wrong, pinned, full, onSelect, onPin } = props;
  const { t } = useTranslation('localisation');
  const { item, score } = image;
  const words = { name: item.path, label: t(`labelled.${item.label}`), score: formatScore(score) };
  return (
    <div className={styles.place} style={{ left: start }}>
      <button
        type="button"
        aria-current={chosen || undefined}
        tabIndex={chosen ? 0 : -1}
        aria-label={t(wrong ? 'filmStripWrong' : 'filmStripItem', words)}
        title={item.path}
        className={styles.item}
        data-label={item.label}
        onClick={() => onSelect(position)}
      >
        <span className={styles.thumbnail} />
        <span className={styles.caption} data-wrong={wrong || undefined}>
          {words.score}
        </span>
      </button>
      <IconButton
        variant="ghost"
        size="small"
        tabIndex={-1}
        className={styles.pin}
        label={t(pinned ? 'unpin' : 'pin')}
        aria-pressed={pinned}
        disabledReason={!pinned && full ? t('pinnedFull') : null}
        onClick={() => onPin(item.id)}
      >
        <PinSign filled={pinned} />
      </IconButton>
    </div>
  );
});
