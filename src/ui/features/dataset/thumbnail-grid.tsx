/**
 * All images as thumbnails, grouped by role and defect type; only the rows in view exist. A list box for assistive
 * technology: one stop of the Tab key, arrows inside.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { classes } from '../../components/classes.ts';
import { Thumbnail } from '../../components/thumbnail.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { layOutRows, movePlace, rowOfPlace, type ImageGroup } from './groups.ts';
import { choose, chooseAll, EMPTY_SELECTION } from './selection.ts';
import styles from './thumbnail-grid.module.css';
import { useGroupName } from './use-group-name.ts';
import type { SelectionState } from './use-selection.ts';

const GAP_PX = 4;
const SMALLEST_PX = 60;
const HEADING_PX = 30;

interface Props extends SelectionState {
  readonly groups: readonly ImageGroup[];
  /** A click adds to the selection (for touch, where there is no Control key). */
  readonly several: boolean;
  readonly onRemove: () => void;
  readonly onUndo: () => void;
}

export function ThumbnailGrid({ groups, selection, select, several, onRemove, onUndo }: Props) {
  const { t } = useTranslation('dataset');
  const groupName = useGroupName();
  const filter = usePlayground((state) => state.resultFilter);
  const picked = useMemo(() => filter && new Set(filter.ids), [filter]);
  const scroller = useRef<HTMLDivElement>(null);
  const [widthPx, setWidthPx] = useState(280);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidthPx(entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const columns = Math.max(3, Math.floor((widthPx + GAP_PX) / (SMALLEST_PX + GAP_PX)));
  const sidePx = Math.max(24, Math.floor((widthPx - GAP_PX * (columns - 1)) / columns));
  const { rows, items } = useMemo(() => layOutRows(groups, columns), [groups, columns]);
  const order = useMemo(() => items.map(({ id }) => id), [items]);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index].kind === 'heading' ? HEADING_PX : sidePx + GAP_PX),
    overscan: 3,
  });
  useEffect(() => virtual.measure(), [virtual, sidePx, groups]);
  const place = selection.current === null ? -1 : order.indexOf(selection.current);
  const currentRow = rowOfPlace(rows, place);
  useEffect(() => {
    if (currentRow >= 0) virtual.scrollToIndex(currentRow, { align: 'auto' });
  }, [virtual, currentRow]);
  const drawn = virtual.getVirtualItems();
  // Only an option that is in the page may be named as the active one.
  const active = place >= 0 && drawn.some(({ index }) => index === currentRow);

  const onClick = (item: DatasetItem, event: MouseEvent): void => {
    const toggle = several || event.ctrlKey || event.metaKey;
    select(choose(selection, order, item.id, { extend: event.shiftKey, toggle }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const command = event.ctrlKey || event.metaKey;
    const { key } = event;
    if (key.startsWith('Arrow') || key === 'Home' || key === 'End') {
      const next = place < 0 ? order.at(key === 'End' ? -1 : 0) : order[movePlace(rows, place, key)];
      if (next !== undefined) {
        select(choose(selection, order, next, { extend: event.shiftKey, toggle: false }));
      }
    } else if (key === ' ' && selection.current !== null) {
      select(choose(selection, order, selection.current, { extend: false, toggle: command || several }));
    } else if (key === 'a' && command) select(chooseAll(selection, order));
    else if (key === 'z' && command) onUndo();
    else if (key === 'Escape' && selection.ids.size > 0) select(EMPTY_SELECTION);
    else if ((key === 'Delete' || key === 'Backspace') && selection.ids.size > 0) onRemove();
    else return;
    event.preventDefault();
  };

  const option = (item: DatasetItem, index: number) => {
    const group = groupName(item);
    const selected = selection.ids.has(item.id);
    const current = item.id === selection.current;
    return (
      <div
        key={item.id}
        id={`image-${item.id}`}
        role="option"
        aria-selected={selected}
        aria-setsize={order.length}
        aria-posinset={index + 1}
        aria-label={t(item.mask ? 'thumbnailMask' : 'thumbnail', { name: item.name, group })}
        title={item.name}
        className={classes(
          styles.cell,
          selected && styles.selected,
          current && styles.current,
          picked && !picked.has(item.id) && styles.besides,
        )}
        style={{ inlineSize: sidePx, blockSize: sidePx }}
        onClick={(event) => onClick(item, event)}
      >
        <Thumbnail image={item.image} mask={item.mask} sidePx={sidePx} />
        {item.label === 'anomalous' && (
          <span className={styles.mark} aria-hidden="true">
            ▲
          </span>
        )}
        {selected && (
          <span className={styles.tick} aria-hidden="true">
            ✓
          </span>
        )}
      </div>
    );
  };

  return (
    <>
      <VisuallyHidden id="image-grid-help">{t('gridHelp')}</VisuallyHidden>
      <div
        ref={scroller}
        className={styles.scroller}
        role="listbox"
        tabIndex={0}
        aria-multiselectable="true"
        aria-label={t('gridLabel')}
        aria-describedby="image-grid-help"
        aria-activedescendant={active ? `image-${selection.current}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className={styles.inner} style={{ blockSize: virtual.getTotalSize() }} role="presentation">
          {drawn.map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            const style = { transform: `translateY(${start}px)` };
            return row.kind === 'heading' ? (
              <div key={`h-${row.group.key}`} className={styles.heading} style={style} role="presentation">
                <span>{groupName(row.group.items[0])}</span>
                <span className={styles.count}>{row.group.items.length}</span>
              </div>
            ) : (
              <div key={`r-${row.first}`} className={styles.row} style={style} role="presentation">
                {row.items.map((item, i) => option(item, row.first + i))}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
