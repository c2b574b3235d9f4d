/** The image on the table in words: name, score, decision, overlap; with the ways to the next one and its pin. */
import { Fragment, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapOverlap } from '../../../core/heatmap/prepare-map.ts';
import { MOST_PINNED } from '../../../store/maps-slice.ts';
import { basisOf } from '../../../core/calibration/basis.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { OriginalNote } from '../../components/original-note.tsx';
import type { OriginalState } from '../../components/original-picture.ts';
import { formatScore } from './format.ts';
import styles from './light-table.module.css';
import { PinSign } from './pin-sign.tsx';
import { percentileAmong, type RankedImage } from './ranking.ts';
import { usePinnedIds } from './use-pins.ts';

interface Props {
  readonly evaluation: Evaluation;
  readonly image: RankedImage;
  /** Whether its file could be read again. */
  readonly original: OriginalState['state'];
  readonly overlap: MapOverlap | null;
  readonly threshold: number;
  readonly position: number;
  readonly count: number;
  onSelect(position: number): void;
}

/** A path may break after its separators, and only where that is not enough inside a word. */
const breakable = (path: string) =>
  path.split(/(?<=[/_. -])/).map((part, i) => (
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));

export const ImageFacts = memo(function ImageFacts(props: Props) {
  const { evaluation, image, original, overlap, threshold, position, count, onSelect } = props;
  const { t } = useTranslation('localisation');
  const pins = usePinnedIds();
  const togglePin = usePlayground((state) => state.togglePin);
  const { item, score } = image;
  const called = score >= threshold ? 'anomalous' : 'normal';
  const wrong = called !== item.label;
  const pinned = pins.includes(item.id);
  const percentile = percentileAmong(basisOf(evaluation).scores, score);
  return (
    <div className={styles.facts}>
      <div className={styles.row}>
        <Button
          size="small"
          onClick={() => onSelect(position - 1)}
          disabled={position === 0}
          aria-label={t('previous')}
        >
          ←
        </Button>
        <Button
          size="small"
          onClick={() => onSelect(position + 1)}
          disabled={position === count - 1}
          aria-label={t('next')}
        >
          →
        </Button>
        <span className={styles.muted}>{t('position', { index: position + 1, count })}</span>
        <h2 className={styles.name}>{breakable(item.path)}</h2>
        <Button
          size="small"
          aria-pressed={pinned}
          title={t('pinHelp')}
          disabledReason={!pinned && pins.length >= MOST_PINNED ? t('pinnedFull') : null}
          onClick={() => togglePin(item.id)}
        >
          <PinSign filled={pinned} />
          {t(pinned ? 'unpin' : 'pin')}
        </Button>
      </div>
      <dl className={styles.figures}>
        <div>
          <dt>{t('scoreName')}</dt>
          <dd>
            {formatScore(score)}{' '}
            <span className={styles.muted}>
              {t('imageThreshold')} {formatScore(threshold)}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('decision')}</dt>
          <dd className={wrong ? styles.wrong : undefined}>
            {t(`called.${called}`)}
            {' · '}
            {t(`labelled.${item.label}`)}
            {wrong && ' ✕'}
          </dd>
        </div>
        {percentile !== null && (
          <div>
            <dt>{t('percentileName')}</dt>
            <dd>{t('percentile', { percent: (100 * percentile).toFixed(0) })}</dd>
          </div>
        )}
        {overlap && (
          <div title={t('overlapHelp')}>
            <dt>{t('overlapName')}</dt>
            <dd>
              {overlap.iou.toFixed(2)}
              {overlap.auroc !== null && ` · ${t('imageAuroc', { auroc: overlap.auroc.toFixed(3) })}`}
            </dd>
          </div>
        )}
        <OriginalNote item={item} state={original} />
      </dl>
    </div>
  );
});
