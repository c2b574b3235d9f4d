/** Controls of the light table: which panes, order and type, and how the map is drawn. */
import { useTranslation } from 'react-i18next';
import { COLOUR_TABLES } from '../../../core/heatmap/colour-tables.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { exportAllMaps, exportMapNpy, exportViewPng } from './export-maps.ts';
import styles from './light-table.module.css';
import { extent, mapValues, sharedExtent } from './map-values.ts';
import { SORT_ORDERS, type RankedImage, type SortOrder } from './ranking.ts';

export const PANE_KINDS = ['image', 'mask', 'overlay', 'map'] as const;
export type PaneKind = (typeof PANE_KINDS)[number];

interface Props {
  readonly order: SortOrder;
  onOrderChange(order: SortOrder): void;
  readonly defectType: string;
  readonly defectTypes: readonly string[];
  onDefectTypeChange(type: string): void;
  readonly panes: readonly PaneKind[];
  onPanesChange(panes: readonly PaneKind[]): void;
  readonly evaluation: Evaluation;
  readonly images: readonly RankedImage[];
  readonly current: RankedImage | null;
}

export function MapToolbar(props: Props) {
  const { order, onOrderChange, defectType, defectTypes, onDefectTypeChange, panes, onPanesChange } = props;
  const { t } = useTranslation('localisation');
  const mapView = usePlayground((state) => state.mapView);
  const setMapView = usePlayground((state) => state.setMapView);
  const toggle = (pane: PaneKind) => {
    const next = PANE_KINDS.filter((kind) => (kind === pane) !== panes.includes(kind));
    if (next.length > 0) onPanesChange(next);
  };

  return (
    <div className={styles.toolbar}>
      <fieldset className={styles.panePicker}>
        <legend>{t('showPanes')}</legend>
        {PANE_KINDS.map((kind) => (
          <label key={kind} className={styles.check}>
            <input type="checkbox" checked={panes.includes(kind)} onChange={() => toggle(kind)} />
            {t(`panes.${kind}`)}
          </label>
        ))}
        <label className={styles.check} title={t('outlineHelp')}>
          <input
            type="checkbox"
            checked={mapView.outline}
            onChange={(event) => setMapView({ outline: event.target.checked })}
          />
          {t('outline')}
        </label>
      </fieldset>
      <label className={styles.field}>
        {t('sort')}
        <select value={order} onChange={(event) => onOrderChange(event.target.value as SortOrder)}>
          {SORT_ORDERS.map((name) => (
            <option key={name} value={name}>
              {t(`orders.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        {t('defectType')}
        <select value={defectType} onChange={(event) => onDefectTypeChange(event.target.value)}>
          <option value="">{t('allTypes')}</option>
          {defectTypes.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        {t('opacity')}
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={mapView.opacity}
          onChange={(event) => setMapView({ opacity: Number(event.target.value) })}
        />
      </label>
      <label className={styles.field}>
        {t('colourTable')}
        <select
          value={mapView.colourTable}
          onChange={(event) => setMapView({ colourTable: event.target.value as typeof mapView.colourTable })}
        >
          {COLOUR_TABLES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        {t('scale')}
        <select
          value={mapView.scale}
          onChange={(event) => setMapView({ scale: event.target.value as typeof mapView.scale })}
        >
          {(['shared', 'per-image'] as const).map((name) => (
            <option key={name} value={name}>
              {t(`scales.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <ExportButtons {...props} />
    </div>
  );
}

function ExportButtons({ evaluation, images, current }: Props) {
  const { t } = useTranslation('localisation');
  const mapView = usePlayground((state) => state.mapView);
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const savePng = () => {
    if (!current) return;
    const { item, index } = current;
    const values = mapValues(evaluation, index, item.image.width, sigmaPx);
    const { low, high } = mapView.scale === 'shared' ? sharedExtent(evaluation) : extent(values);
    const { colourTable: table, opacity } = mapView;
    void exportViewPng(item.path, { image: item.image, values, table, low, high, opacity });
  };
  return (
    <details className={styles.exports}>
      <summary>{t('export')}</summary>
      <div className={styles.row}>
        <Button onClick={savePng} disabled={!current}>
          {t('exportPng')}
        </Button>
        <Button onClick={() => current && exportMapNpy(current, evaluation, sigmaPx)} disabled={!current}>
          {t('exportNpy')}
        </Button>
        <Button onClick={() => void exportAllMaps(images, evaluation, sigmaPx)}>{t('exportZip')}</Button>
      </div>
    </details>
  );
}
