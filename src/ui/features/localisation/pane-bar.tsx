/** Which panes are shown and how maps are drawn; and what can be taken away. */
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COLOUR_TABLES } from '../../../core/heatmap/colour-tables.ts';
import { usePlayground } from '../../../store/store.ts';
import { Select } from '../../components/select.tsx';
import { Slider } from '../../components/slider.tsx';
import { ExportMenu } from './export-menu.tsx';
import styles from './light-table.module.css';
import type { MapLayer } from './map-layers.ts';
import { MoreMaps } from './more-maps.tsx';
import { OutlineKey } from './outline-key.tsx';
import type { RankedImage } from './ranking.ts';
import { PANE_KINDS, togglePane, useTable } from './table-store.ts';
import type { PaneContent } from './use-pane-contents.ts';

interface Props {
  readonly layers: readonly MapLayer[];
  readonly hasMask: boolean;
  readonly contents: readonly PaneContent[];
  readonly image: RankedImage;
  readonly images: readonly RankedImage[];
}

export function PaneBar({ layers, hasMask, contents, image, images }: Props) {
  const { t } = useTranslation('localisation');
  const mapView = usePlayground((state) => state.mapView);
  const setMapView = usePlayground((state) => state.setMapView);
  const over = useTable((table) => table.over);
  const kinds = PANE_KINDS.filter(
    (kind) => kind === 'image' || (kind === 'mask' && hasMask) || layers.some((layer) => layer.kind === kind),
  );
  const shown = contents.map(({ kind }) => kind);
  return (
    <div className={styles.bars}>
      <div className={styles.chips} role="group" aria-label={t('showPanes')}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles.chip}
            aria-pressed={shown.includes(kind)}
            disabled={shown.length === 1 && shown[0] === kind}
            title={shown.length === 1 && shown[0] === kind ? t('lastPane') : t(`kind.${kind}`)}
            onClick={() => togglePane(kind)}
          >
            {t(`panes.${kind}`)}
          </button>
        ))}
        <MoreMaps layers={layers} />
      </div>
      <span className={styles.inline}>
        <Check checked={over} onChange={() => useTable.setState({ over: !over })}>
          {t('over')}
        </Check>
        <span className={styles.opacity}>
          <Slider
            aria-label={t('opacity')}
            title={t('opacity')}
            min={0}
            max={1}
            step={0.05}
            value={mapView.opacity}
            disabled={!over}
            onChange={(opacity) => setMapView({ opacity })}
          />
        </span>
      </span>
      <span className={styles.inline}>
        <Check
          checked={mapView.outline}
          onChange={() => setMapView({ outline: !mapView.outline })}
          title={t('outlineHelp')}
        >
          {t('outline')}
        </Check>
        {mapView.outline && <OutlineKey hasMask={hasMask} />}
      </span>
      <label className={styles.inline}>
        <span>{t('colourTable')}</span>
        <Select
          value={mapView.colourTable}
          options={COLOUR_TABLES.map((value) => ({ value, label: value }))}
          onChange={(colourTable) => setMapView({ colourTable })}
        />
      </label>
      <label className={styles.inline}>
        <span>{t('scale')}</span>
        <Select
          value={mapView.scale}
          options={(['shared', 'per-image'] as const).map((value) => ({
            value,
            label: t(`scales.${value}`),
          }))}
          onChange={(scale) => setMapView({ scale })}
        />
      </label>
      <ExportMenu layers={layers} contents={contents} image={image} images={images} />
    </div>
  );
}

interface CheckProps {
  readonly checked: boolean;
  onChange(): void;
  readonly title?: string;
  readonly children: ReactNode;
}

function Check({ checked, onChange, title, children }: CheckProps) {
  const id = useId();
  return (
    <span className={styles.check} title={title}>
      <input id={id} type="checkbox" checked={checked} onChange={onChange} />
      <label htmlFor={id}>{children}</label>
    </span>
  );
}
