/** A pinned image with its map at one evaluation, its score and the decision. Before the first evaluation the image alone. */
import { useTranslation } from 'react-i18next';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { formatScore } from './format.ts';
import type { MapLayer } from './map-layers.ts';
import { PaneCanvas } from './pane-canvas.tsx';
import styles from './pinned-maps.module.css';
import { useMapLayers } from './use-map-layers.ts';

interface Props {
  readonly item: DatasetItem;
  readonly evaluation: Evaluation | null;
  /** Of the same evaluation; null before there is one. */
  readonly layer: MapLayer | null;
}

export function PinCard({ item, evaluation, layer }: Props) {
  const { t } = useTranslation('localisation');
  const togglePin = usePlayground((state) => state.togglePin);
  const selectItem = usePlayground((state) => state.selectItem);
  const setStageTab = usePlayground((state) => state.setStageTab);
  const layers = useMapLayers(item, layer);
  const chosen = usePlayground((state) => state.selectedItemId === item.id);
  const index = evaluation?.testIds.indexOf(item.id) ?? -1;
  const score = evaluation && index >= 0 ? evaluation.testScores[index] : null;
  const called = evaluation && score !== null && (score >= evaluation.threshold ? 'anomalous' : 'normal');
  return (
    <div className={styles.card}>
      <button
        type="button"
        className={styles.picture}
        aria-current={chosen || undefined}
        title={item.path}
        aria-label={t('pins.openOne', { name: item.path })}
        onClick={() => {
          selectItem(item.id);
          setStageTab('maps');
        }}
      >
        <PaneCanvas layers={layers} label="" />
      </button>
      <IconButton
        variant="default"
        size="small"
        icon="close"
        className={styles.unpin}
        label={t('pins.unpinOne', { name: item.path })}
        onClick={() => togglePin(item.id)}
      />
      <p className={styles.caption}>
        <span className={styles.name} data-label={item.label}>
          {item.label === 'anomalous' ? `▲ ${item.defectType}` : `● ${t('pins.normal')}`}
        </span>
        {score !== null && called && (
          <span className={called === item.label ? styles.score : styles.wrong}>
            {formatScore(score)} {t(`called.${called}`)}
          </span>
        )}
      </p>
    </div>
  );
}
