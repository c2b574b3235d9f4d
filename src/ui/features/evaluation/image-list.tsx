/** Test images by score with thumbnails, only the visible rows in the page; narrowed by a clicked bin, ROC point or count. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { formatScore } from './format.ts';
import { Thumbnail } from '../../components/thumbnail.tsx';
import { cellOf, listedResults, type ImageOrder } from './image-filters.ts';
import styles from './image-list.module.css';
import panel from './evaluation-panel.module.css';
import { selectResults, selectThreshold } from './selectors.ts';

const ROW_PX = 56;
const THUMBNAIL_PX = 48;
const ORDERS: readonly ImageOrder[] = ['most-anomalous', 'most-normal', 'most-wrong'];

export function ImageList({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const [order, setOrder] = useState<ImageOrder>('most-anomalous');
  const results = usePlayground(selectResults);
  const threshold = usePlayground(selectThreshold) ?? evaluation.threshold;
  const filter = usePlayground((state) => state.resultFilter);
  const setResultFilter = usePlayground((state) => state.setResultFilter);
  const selectedId = usePlayground((state) => state.selectedItemId);
  const selectItem = usePlayground((state) => state.selectItem);
  const rows = listedResults(results, filter?.ids ?? null, order, order === 'most-wrong' ? threshold : 0);

  const scroller = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 4,
  });
  useEffect(() => {
    if (!filter) return;
    scroller.current?.scrollTo({ top: 0 });
    section.current?.scrollIntoView({ block: 'nearest' });
  }, [filter]);

  const drawn = virtual.getVirtualItems();
  // Only an option that is in the page may be named as the active one.
  const active = drawn.some(({ index }) => rows[index].item.id === selectedId);

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || rows.length === 0) return;
    event.preventDefault();
    const now = rows.findIndex((row) => row.item.id === selectedId);
    const next = Math.min(rows.length - 1, Math.max(0, now + step));
    selectItem(rows[next].item.id);
    virtual.scrollToIndex(next);
  };

  if (results.length === 0) return null;
  return (
    <section className={panel.section} aria-labelledby="evaluation-images" ref={section}>
      <h3 id="evaluation-images" className={panel.heading}>
        {t('testImages')} <span className={panel.muted}>{t('count', { count: rows.length })}</span>
      </h3>
      <div className={styles.toolbar} role="group" aria-label={t('order')}>
        {ORDERS.map((name) => (
          <button
            key={name}
            type="button"

            aria-pressed={order === name}
            onClick={() => setOrder(name)}
          >
            {t(`orders.${name}`)}
          </button>
        ))}
      </div>
      {filter && (
        <p className={styles.filter}>
          <span>{t('showing', { label: filter.label, count: rows.length })}</span>
          <button type="button" onClick={() => setResultFilter(null)}>
            {t('showAll')}
          </button>
        </p>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ height: Math.min(5, Math.max(1, rows.length)) * ROW_PX }}
        role="listbox"
        tabIndex={0}
        aria-label={t('testImages')}
        aria-activedescendant={active ? `result-${selectedId}` : undefined}
        onKeyDown={move}
      >
        {rows.length === 0 && <p className={panel.note}>{t('noneHere')}</p>}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {drawn.map(({ index, start }) => {
            const { item, score, anomalous } = rows[index];
            const cell = cellOf(anomalous, score, threshold);
            const wrong = cell === 'fp' || cell === 'fn';
            return (
              <div
                key={item.id}
                id={`result-${item.id}`}
                role="option"
                aria-selected={item.id === selectedId}
                className={styles.row}
                style={{ transform: `translateY(${start}px)`, height: ROW_PX }}
                onClick={() => selectItem(item.id)}
              >
                <span className={styles.thumbnail}>
                  <Thumbnail image={item.image} sidePx={THUMBNAIL_PX} />
                </span>
                <span className={styles.name}>
                  <span className={styles.file}>{item.name}</span>
                  <span className={anomalous ? styles.anomalous : styles.normal}>
                    {anomalous ? `▲ ${item.defectType}` : `● ${t('normal')}`}
                    {wrong && (
                      <em className={styles.wrong}>
                        {t(cell === 'fp' ? 'calledAnomalous' : 'calledNormal')}
                      </em>
                    )}
                  </span>
                </span>
                <span className={styles.score}>{formatScore(score)}</span>
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
