/**
 * The scores under the pointer with their percentile among normal places, and the normal place most like it as a picture. Renders alone
 * when the pointer moves.
 */
import { useTranslation } from 'react-i18next';
import type { PreparedMap } from '../../../core/heatmap/prepare-map.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { shareBelow } from '../../../core/metrics/quantile.ts';
import { formatScore } from './format.ts';
import styles from './light-table.module.css';
import type { MapLayer } from './map-layers.ts';
import { NearestPatch } from './nearest-patch.tsx';
import { useTable, type ImagePoint } from './table-store.ts';

interface Props {
  readonly layers: readonly MapLayer[];
  readonly item: DatasetItem;
  /** One for each layer. */
  readonly maps: readonly (PreparedMap | null)[];
}

export function PointerReading({ layers, item, maps }: Props) {
  const { t } = useTranslation('localisation');
  const point = useTable((table) => table.point);
  const side = item.image.width;
  const [x, y] = point ? pixelAt(point, side) : [0, 0];
  return (
    <div className={styles.reading}>
      <p className={styles.hint}>
        {!point && t('pointerHint')}
        {point &&
          layers.map((layer, i) => {
            const values = maps[i]?.values;
            if (!values) return null;
            const score = values[y * side + x];
            const share = shareBelow(layer.normalQuantiles, score);
            const words = { score: formatScore(score), percent: share !== null && (100 * share).toFixed(1) };
            return (
              <span key={layer.kind}>
                <strong>{t(`panes.${layer.kind}`)}</strong>{' '}
                {t(share === null ? 'pointerScore' : 'pointer', words)}
              </span>
            );
          })}
      </p>
      <NearestPatch layer={layers[0]} item={item} />
    </div>
  );
}

function pixelAt({ x, y }: ImagePoint, sizePx: number): [number, number] {
  const clamp = (value: number) => Math.min(sizePx - 1, Math.max(0, Math.floor(value * sizePx)));
  return [clamp(x), clamp(y)];
}
