/** The list of runs; only the rows in view exist. A click on a name shows the run below; boxes choose runs to compare. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSort } from '../../../core/runs/list.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import { useMediaQuery } from '../../use-media-query.ts';
import { RunRow } from './run-row.tsx';
import styles from './run-table.module.css';

interface Props {
  readonly runs: readonly RunRecord[];
  readonly chosenIds: readonly string[];
  readonly currentId: string | null;
  readonly openId: string | null;
  readonly sort: { readonly by: RunSort; readonly descending: boolean };
  readonly onSort: (by: RunSort) => void;
  readonly onOpen: (id: string) => void;
}

const COLUMNS = ['name', 'dataset', 'task', 'backbone', 'seed', 'steps', 'auroc', 'started'] as const;
const ROW_PX = 44;
const NARROW_ROW_PX = 58;

export function RunTable({ runs, chosenIds, currentId, openId, sort, onSort, onOpen }: Props) {
  const { t } = useTranslation('experiments');
  const narrow = useMediaQuery('(max-width: 640px)');
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? NARROW_ROW_PX : ROW_PX),
    overscan: 6,
  });
  const direction = sort.descending ? 'descending' : 'ascending';
  return (
    <div className={styles.table} role="table" aria-label={t('list')} aria-rowcount={runs.length + 1}>
      <div className={styles.header} role="row" aria-rowindex={1}>
        <span role="columnheader" className={styles.choose}>
          <span className={styles.hidden}>{t('column.choose')}</span>
        </span>
        <span role="columnheader" className={styles.star}>
          <span className={styles.hidden}>{t('column.star')}</span>
        </span>
        {COLUMNS.map((by) => (
          <span
            key={by}
            role="columnheader"
            className={styles[by]}
            aria-sort={sort.by === by ? direction : 'none'}
          >
            <button type="button" onClick={() => onSort(by)}>
              {t(`column.${by}`)}
              <span aria-hidden="true">{sort.by === by ? (sort.descending ? ' ↓' : ' ↑') : ''}</span>
            </button>
          </span>
        ))}
      </div>
      <div ref={scroller} className={styles.scroller} role="rowgroup">
        <div style={{ blockSize: virtual.getTotalSize(), position: 'relative' }} role="presentation">
          {virtual.getVirtualItems().map(({ index, start, size }) => {
            const run = runs[index];
            return (
              run && (
                <RunRow
                  key={run.id}
                  run={run}
                  index={index}
                  place={chosenIds.indexOf(run.id)}
                  full={chosenIds.length >= 8}
                  current={run.id === currentId}
                  open={run.id === openId}
                  style={{ transform: `translateY(${start}px)`, blockSize: size }}
                  onOpen={() => onOpen(run.id)}
                />
              )
            );
          })}
        </div>
      </div>
      {runs.length === 0 && <p className={styles.none}>{t('noneFound')}</p>}
    </div>
  );
}
