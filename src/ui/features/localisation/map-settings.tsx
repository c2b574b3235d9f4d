/** How the maps are drawn on all panes: over the image or alone, outlines, colours, scale. */
import { memo, useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COLOUR_TABLES } from '../../../core/heatmap/colour-tables.ts';
import { usePlayground } from '../../../store/store.ts';
import { Select } from '../../components/select.tsx';
import { Slider } from '../../components/slider.tsx';
import styles from './light-table.module.css';
import { OutlineKey } from './outline-key.tsx';
import { useTable } from './table-store.ts';

export const MapSettings = memo(function MapSettings({ hasMask }: { readonly hasMask: boolean }) {
  const { t } = useTranslation('localisation');
  const mapView = usePlayground((state) => state.mapView);
  const setMapView = usePlayground((state) => state.setMapView);
  const over = useTable((table) => table.over);
  return (
    <>
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
          options={(['threshold', 'shared', 'per-image'] as const).map((value) => ({
            value,
            label: t(`scales.${value}`),
          }))}
          onChange={(scale) => setMapView({ scale })}
        />
      </label>
    </>
  );
});

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
