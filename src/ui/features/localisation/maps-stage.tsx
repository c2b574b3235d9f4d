/**
 * The light table: one test image at a time as image, true mask, map and overlay, with shared zoom and pan, outlines at the
 * threshold, the score under the pointer, and a film strip of all test images in a chosen order.
 */
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { FilmStrip } from './film-strip.tsx';
import { LightTable } from './light-table.tsx';
import styles from './light-table.module.css';
import { MapToolbar, type PaneKind } from './map-toolbar.tsx';
import type { SortOrder } from './ranking.ts';
import { useRankedImages } from './use-ranked-images.ts';
import { WHOLE_IMAGE, zoomAt, type ViewTransform } from './view-transform.ts';

export function MapsStage() {
  const { t } = useTranslation('localisation');
  const [order, setOrder] = useState<SortOrder>('score');
  const [defectType, setDefectType] = useState('');
  const [panes, setPanes] = useState<readonly PaneKind[]>(['image', 'overlay', 'map']);
  const [view, setView] = useState<ViewTransform>(WHOLE_IMAGE);
  const { evaluation, threshold, images, defectTypes } = useRankedImages(order, defectType);
  const selectedItemId = usePlayground((state) => state.selectedItemId);
  const selectItem = usePlayground((state) => state.selectItem);
  const hasTestImages = usePlayground((state) => state.items.some(({ role }) => role === 'test'));

  const found = useMemo(
    () => images.findIndex(({ item }) => item.id === selectedItemId),
    [images, selectedItemId],
  );
  const position = found >= 0 ? found : images.length > 0 ? 0 : -1;
  const select = useCallback(
    (index: number) => {
      const next = images[Math.min(images.length - 1, Math.max(0, index))];
      if (next) selectItem(next.item.id);
    },
    [images, selectItem],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Record<string, () => void> = {
      ArrowRight: () => select(position + 1),
      ArrowLeft: () => select(position - 1),
      Home: () => select(0),
      End: () => select(images.length - 1),
      '+': () => setView((current) => zoomAt(current, 1.5, 0.5, 0.5)),
      '-': () => setView((current) => zoomAt(current, 1 / 1.5, 0.5, 0.5)),
      '0': () => setView(WHOLE_IMAGE),
    };
    const action = actions[event.key === '=' ? '+' : event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };

  if (!evaluation || evaluation.maps.length === 0 || (images.length === 0 && !defectType)) {
    return (
      <section className={styles.empty}>
        <strong>{t('emptyTitle')}</strong>
        <span>{t(evaluation && !hasTestImages ? 'noTestImages' : 'empty')}</span>
      </section>
    );
  }
  return (
    <section className={styles.stage} aria-label={t('title')}>
      <MapToolbar
        order={order}
        onOrderChange={setOrder}
        defectType={defectType}
        defectTypes={defectTypes}
        onDefectTypeChange={setDefectType}
        panes={panes}
        onPanesChange={setPanes}
        evaluation={evaluation}
        images={images}
        current={images[position] ?? null}
      />
      {images[position] && (
        <LightTable
          evaluation={evaluation}
          threshold={threshold}
          images={images}
          position={position}
          panes={panes}
          view={view}
          onViewChange={setView}
          onStep={(by) => select(position + by)}
          onKeyDown={onKeyDown}
        />
      )}
      <div onKeyDown={onKeyDown}>
        <FilmStrip images={images} current={position} threshold={threshold} onSelect={select} />
      </div>
    </section>
  );
}
