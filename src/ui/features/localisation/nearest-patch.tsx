/** The place under the pointer and the place of a normal training image that the network finds most like it, side by side. */
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import type { NearestQuery } from '../../../worker/protocol.ts';
import { Crop } from './crop.tsx';
import styles from './light-table.module.css';
import type { MapLayer } from './map-layers.ts';
import { useTable } from './table-store.ts';

/** The pointer has to rest so long before the engine is asked. */
const REST_MS = 150;
/** CSS pixels. */
const SHOWN_PX = 56;

/** Place of the grid whose centre is nearest to the point; -1 without a point or a map. */
function placeAt(layer: MapLayer, item: DatasetItem, at: { x: number; y: number } | null): number {
  const grid = layer.grids.get(item.id);
  if (!grid || !at) return -1;
  const index = (share: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.round((share * item.image.width - grid.offsetPx) / grid.stridePx)));
  return index(at.y, grid.rows) * grid.columns + index(at.x, grid.columns);
}

const isFor = (query: NearestQuery, kind: string, id: string) => query.kind === kind && query.id === id;

export function NearestPatch({ layer, item }: { readonly layer: MapLayer; readonly item: DatasetItem }) {
  const { t } = useTranslation('localisation');
  const place = useTable(({ point }) => placeAt(layer, item, point));
  const nearest = usePlayground((state) => state.nearest);
  const findNearest = usePlayground((state) => state.findNearest);
  const items = usePlayground((state) => state.items);
  const like = useMemo(
    () => (nearest && items.find(({ id }) => id === nearest.trainId)) ?? null,
    [nearest, items],
  );
  const columns = layer.grids.get(item.id)?.columns ?? 1;

  useEffect(() => {
    if (place < 0) return undefined;
    const query = {
      kind: layer.kind,
      id: item.id,
      row: Math.floor(place / columns),
      column: place % columns,
    };
    const timer = setTimeout(() => void findNearest(query), REST_MS);
    return () => clearTimeout(timer);
  }, [place, columns, layer, item, findNearest]);

  if (!nearest || !like || !isFor(nearest.query, layer.kind, item.id)) return null;
  return (
    <div className={styles.nearest}>
      <figure>
        <Crop item={item} sidePx={SHOWN_PX} window={nearest.queryWindow} label={t('nearestHere')} />
        <figcaption>{t('nearestHere')}</figcaption>
      </figure>
      <figure>
        <Crop item={like} sidePx={SHOWN_PX} window={nearest.window} label={t('nearest')} />
        <figcaption title={like.path}>
          {t('nearest')}
          <br />
          {t('nearestText', { name: like.path, distance: nearest.distance.toFixed(3) })}
        </figcaption>
      </figure>
    </div>
  );
}
