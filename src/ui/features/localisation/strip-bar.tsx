/** Which images the film strip shows, and in what order; what was picked out elsewhere is all that it shows. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/select.tsx';
import styles from './light-table.module.css';
import { SORT_ORDERS } from './ranking.ts';
import { useTable } from './table-store.ts';
import type { Overlaps } from './use-overlaps.ts';

interface Props {
  readonly defectTypes: readonly string[];
  readonly overlaps: Overlaps;
}

export const StripBar = memo(function StripBar({ defectTypes, overlaps }: Props) {
  const { t } = useTranslation('localisation');
  const order = useTable((table) => table.order);
  const defectType = useTable((table) => table.defectType);
  const filter = usePlayground((state) => state.resultFilter);
  const setFilter = usePlayground((state) => state.setResultFilter);
  const mapSource = usePlayground((state) => state.mapSource);
  const setMapSource = usePlayground((state) => state.setMapSource);
  const bothSources = usePlayground((state) => state.pretrained !== null && state.evaluations.length > 0);
  const hasMasks = usePlayground((state) => state.items.some(({ role, mask }) => role === 'test' && mask));
  return (
    <div className={styles.bar2}>
      <label className={styles.inline}>
        <span>{t('sort')}</span>
        <Select
          value={order}
          options={SORT_ORDERS.map((value) => ({
            value,
            label: t(`orders.${value}`),
            disabled: value === 'iou' && !hasMasks,
          }))}
          onChange={(next) => useTable.setState({ order: next })}
        />
      </label>
      <label className={styles.inline}>
        <span>{t('defectType')}</span>
        <Select
          value={defectType}
          options={[
            { value: '', label: t('allTypes') },
            ...defectTypes.map((value) => ({ value, label: value })),
          ]}
          onChange={(next) => useTable.setState({ defectType: next })}
        />
      </label>
      {bothSources && (
        <label className={styles.inline}>
          <span>{t('mapSource')}</span>
          <Select
            value={mapSource}
            options={(['run', 'pretrained'] as const).map((value) => ({
              value,
              label: t(`mapSources.${value}`),
            }))}
            onChange={setMapSource}
          />
        </label>
      )}
      {filter && (
        <span className={styles.muted} role="status">
          {t('picked', { label: filter.label })}{' '}
          <Button size="small" onClick={() => setFilter(null)}>
            {t('showAll')}
          </Button>
        </span>
      )}
      {overlaps.done < overlaps.total && (
        <span className={styles.muted} role="status">
          {t('overlapsComing', { done: overlaps.done, total: overlaps.total })}
        </span>
      )}
    </div>
  );
});
