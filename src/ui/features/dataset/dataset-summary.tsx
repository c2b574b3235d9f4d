/** How many images of each role and label there are, and what should be known about them. */
import { useTranslation } from 'react-i18next';
import { UNSORTED } from '../../../core/dataset/types.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { AlikeOffer } from './alike-offer.tsx';
import { GroupsNote } from './groups-note.tsx';
import { Notice } from '../../components/notice.tsx';
import { ThresholdOffer } from '../../components/threshold-offer.tsx';
import styles from './dataset-summary.module.css';

export interface Counts {
  readonly train: number;
  /** Given for the threshold. */
  readonly calibration: number;
  readonly testNormal: number;
  readonly defects: number;
  readonly masks: number;
  readonly unsorted: number;
}

function countItems(items: readonly DatasetItem[]): Counts {
  const counts = { train: 0, calibration: 0, testNormal: 0, defects: 0, masks: 0, unsorted: 0 };
  for (const { role, label, mask, defectType } of items) {
    if (role !== 'test') counts[role] += 1;
    else if (label === 'normal') counts.testNormal += 1;
    else {
      counts.defects += 1;
      if (mask) counts.masks += 1;
      if (defectType === UNSORTED) counts.unsorted += 1;
    }
  }
  return counts;
}

export function DatasetSummary() {
  const { t, i18n } = useTranslation('dataset');
  const items = usePlayground((state) => state.items);
  const heldOut = usePlayground((state) => state.heldOutCount);
  const counts = countItems(items);
  const number = (value: number): string => value.toLocaleString(i18n.language);
  return (
    <div className={styles.summary}>
      <dl className={styles.counts} aria-label={t('counts.label')}>
        <div>
          <dt>{t('counts.train')}</dt>
          <dd>
            <b>{number(counts.train)}</b>
            <span className={styles.normal}>● {t('counts.normal')}</span>
          </dd>
        </div>
        {counts.calibration > 0 && (
          <div>
            <dt>{t('counts.calibration')}</dt>
            <dd>
              <b>{number(counts.calibration)}</b>
              <span className={styles.normal}>● {t('counts.normal')}</span>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('counts.test')}</dt>
          <dd>
            <b>{number(counts.testNormal)}</b>
            <span className={styles.normal}>● {t('counts.normal')}</span>
          </dd>
          <dd>
            <b>{number(counts.defects)}</b>
            <span className={styles.anomaly}>▲ {t('counts.defects')}</span>
          </dd>
          {counts.masks > 0 && (
            <dd className={styles.masks}>
              {number(counts.masks)} {t('counts.masks')}
            </dd>
          )}
        </div>
      </dl>
      {counts.train === 0 && <Notice>{t('noTraining')}</Notice>}
      <ThresholdOffer />
      <GroupsNote />
      <AlikeOffer />
      {heldOut > 0 && <p className={styles.note}>{t('heldOut', { count: heldOut })}</p>}
      {counts.unsorted > 0 && <p className={styles.note}>{t('unsorted')}</p>}
    </div>
  );
}
