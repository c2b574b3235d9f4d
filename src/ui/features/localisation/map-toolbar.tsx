/** Controls of the light table: whose maps, which panes, order and type, and how the map is drawn. */
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COLOUR_TABLES } from '../../../core/heatmap/colour-tables.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Field } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import { Slider } from '../../components/slider.tsx';
import { ExportMenu } from './export-menu.tsx';
import styles from './light-table.module.css';
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
  const { order, onOrderChange, defectType, defectTypes, onDefectTypeChange } = props;
  const { t } = useTranslation('localisation');
  const mapView = usePlayground((state) => state.mapView);
  const setMapView = usePlayground((state) => state.setMapView);
  const mapSource = usePlayground((state) => state.mapSource);
  const setMapSource = usePlayground((state) => state.setMapSource);
  const bothSources = usePlayground((state) => state.pretrained !== null && state.evaluations.length > 0);
  const named = <T extends string>(values: readonly T[], prefix: string) =>
    values.map((value) => ({ value, label: t(`${prefix}.${value}` as 'title') }));

  return (
    <div className={styles.toolbar}>
      {bothSources && (
        <Field label={t('mapSource')}>
          {({ id }) => (
            <Select
              id={id}
              value={mapSource}
              options={named(['run', 'pretrained'] as const, 'mapSources')}
              onChange={setMapSource}
            />
          )}
        </Field>
      )}
      <Field label={t('sort')}>
        {({ id }) => (
          <Select id={id} value={order} options={named(SORT_ORDERS, 'orders')} onChange={onOrderChange} />
        )}
      </Field>
      <Field label={t('defectType')}>
        {({ id }) => (
          <Select
            id={id}
            value={defectType}
            options={[
              { value: '', label: t('allTypes') },
              ...defectTypes.map((value) => ({ value, label: value })),
            ]}
            onChange={onDefectTypeChange}
          />
        )}
      </Field>
      <Field label={t('colourTable')}>
        {({ id }) => (
          <Select
            id={id}
            value={mapView.colourTable}
            options={COLOUR_TABLES.map((value) => ({ value, label: value }))}
            onChange={(colourTable) => setMapView({ colourTable })}
          />
        )}
      </Field>
      <Field label={t('scale')}>
        {({ id }) => (
          <Select
            id={id}
            value={mapView.scale}
            options={named(['shared', 'per-image'] as const, 'scales')}
            onChange={(scale) => setMapView({ scale })}
          />
        )}
      </Field>
      <Field label={t('opacity')}>
        {({ id }) => (
          <Slider
            id={id}
            min={0}
            max={1}
            step={0.05}
            value={mapView.opacity}
            onChange={(opacity) => setMapView({ opacity })}
          />
        )}
      </Field>
      <PanePicker {...props} />
      <ExportMenu {...props} />
    </div>
  );
}

function PanePicker({ panes, onPanesChange }: Props) {
  const { t } = useTranslation('localisation');
  const outline = usePlayground((state) => state.mapView.outline);
  const setMapView = usePlayground((state) => state.setMapView);
  const toggle = (pane: PaneKind) => {
    const next = PANE_KINDS.filter((kind) => (kind === pane) !== panes.includes(kind));
    if (next.length > 0) onPanesChange(next);
  };
  return (
    <fieldset className={styles.panePicker}>
      <legend>{t('showPanes')}</legend>
      {PANE_KINDS.map((kind) => (
        <Check key={kind} checked={panes.includes(kind)} onChange={() => toggle(kind)}>
          {t(`panes.${kind}`)}
        </Check>
      ))}
      <Check checked={outline} onChange={() => setMapView({ outline: !outline })} title={t('outlineHelp')}>
        {t('outline')}
      </Check>
    </fieldset>
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
