/**
 * The map with its controls, its legend and the image that is looked at. What is chosen here is chosen on the whole page, and what is picked out by a
 * rectangle or a group of the legend is listed with the results.
 */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { seenLine } from '../../../store/seen.ts';
import { usePlayground } from '../../../store/store.ts';
import type { EmbeddingMapData } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { Progress } from '../../components/progress.tsx';
import { Select } from '../../components/select.tsx';
import { StepScrubber } from '../../components/step-scrubber.tsx';
import styles from './embedding-stage.module.css';
import { SIGNS } from './marks.ts';
import { groupsOf, pickedRows, type Group, type MapPoint } from './points.ts';
import { Scatter } from './scatter.tsx';
import { StepNote } from './step-note.tsx';
import { useMapPoints } from './use-map-points.ts';

export function EmbeddingMap({ data }: { readonly data: EmbeddingMapData }) {
  const { t } = useTranslation('embedding');
  const now = usePlayground((state) => state.step);
  const line = usePlayground(seenLine);
  const selectedId = usePlayground((state) => state.selectedItemId);
  const selectItem = usePlayground((state) => state.selectItem);
  const filter = usePlayground((state) => state.resultFilter);
  const setFilter = usePlayground((state) => state.setResultFilter);
  const [method, setMethod] = useState<'pca' | 'umap'>('pca');
  const [network, setNetwork] = useState<'present' | 'untrained'>('present');
  const [hovered, setHovered] = useState<number | null>(null);
  /** A view that was chosen: the page knows only images. */
  const [chosenView, setChosenView] = useState<number | null>(null);
  const drawn = useMapPoints(data, method, network);
  const { points, projection, normal, plane, step } = drawn;
  const picked = useMemo(() => points && pickedRows(points, filter?.ids ?? null), [points, filter]);
  if (!points) return null;
  const ofSelected = points.findIndex(({ id }) => id !== null && id === selectedId);
  const chosen = chosenView ?? (ofSelected >= 0 ? ofSelected : null);
  const marked = hovered ?? chosen;
  const nameOf = (group: Group) => t(`groups.${group.kind}`, { type: group.type });
  const choose = (row: number | null) => {
    const id = row === null ? null : points[row].id;
    setChosenView(row !== null && id === null ? row : null);
    selectItem(id);
  };
  const pickOut = (label: string, rows: readonly number[]) => {
    const ids = rows.flatMap((row) => points[row].id ?? []);
    setFilter(ids.length > 0 ? { label, ids } : null);
  };
  const groups = groupsOf(points);
  return (
    <>
      <div className={styles.controls}>
        <label>
          {t('method')}
          <Select
            value={method}
            options={(['pca', 'umap'] as const).map((value) => ({ value, label: t(`methods.${value}`) }))}
            onChange={setMethod}
          />
        </label>
        <label>
          {t('network')}
          <Select
            value={network}
            options={(['present', 'untrained'] as const).map((value) => ({
              value,
              label: t(`networks.${value === 'present' && now !== step ? 'earlier' : value}`, { step }),
            }))}
            onChange={setNetwork}
          />
        </label>
        {projection.running && method === 'umap' && (
          <>
            <Progress label={t('progress')} value={projection.reply?.share ?? null} />
            <Button size="small" onClick={projection.cancel}>
              {t('cancel')}
            </Button>
          </>
        )}
      </div>
      <div className={styles.steps}>
        <StepScrubber steps={line.map((evaluation) => evaluation.step)} />
        <StepNote drawn={drawn} />
      </div>
      {projection.error && (
        <p role="alert" className={styles.error}>
          {t('failed', { reason: projection.error })}
        </p>
      )}
      <ul className={styles.legend}>
        {groups.map((group) => {
          const rows = points.flatMap((point, row) => (point.group === group ? [row] : []));
          const isViews = group.kind === 'cutpaste' || group.kind === 'scar';
          const sign = (
            <span style={{ color: group.colour }} aria-hidden="true">
              {SIGNS[group.shape]}
            </span>
          );
          return (
            <li key={`${group.kind}-${group.type}`}>
              {isViews ? (
                <span>
                  {sign} {nameOf(group)}
                </span>
              ) : (
                <Button
                  size="small"
                  variant="ghost"
                  title={t('pickGroup')}
                  onClick={() => pickOut(nameOf(group), rows)}
                >
                  {sign} {nameOf(group)}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <div className={styles.body}>
        {plane && (
          <Scatter
            points={points}
            plane={plane}
            beside={drawn.beside}
            normal={normal}
            marked={marked}
            picked={picked}
            label={t('plot', { count: points.length, method: t(`methods.${method}`) })}
            onHover={setHovered}
            onPick={choose}
            onBrush={(rows) => pickOut(t('rectangle'), rows)}
          />
        )}
        <div className={styles.side}>
          <label>
            {t('list')}
            <Select
              className={styles.list}
              value={chosen === null ? '' : String(chosen)}
              options={[
                { value: '', label: '–' },
                ...points.map((point, i) => ({
                  value: String(i),
                  label: `${nameOf(point.group)}, ${point.name}`,
                })),
              ]}
              onChange={(value) => choose(value === '' ? null : Number(value))}
            />
          </label>
          <ChosenPoint point={marked === null ? null : points[marked]} nameOf={nameOf} />
          {filter && picked && (
            <p className={styles.help} role="status">
              {t('picked', { label: filter.label, count: picked.size })}{' '}
              <Button size="small" onClick={() => setFilter(null)}>
                {t('all')}
              </Button>
            </p>
          )}
          <p className={styles.note}>{t(method === 'pca' ? 'axes' : 'axesUmap')}</p>
          {normal.length >= 3 && (
            <p className={styles.note}>{t('ellipses', { dimension: data.dimension })}</p>
          )}
        </div>
      </div>
    </>
  );
}

function ChosenPoint({
  point,
  nameOf,
}: {
  readonly point: MapPoint | null;
  readonly nameOf: (group: Group) => string;
}) {
  const { t } = useTranslation('embedding');
  if (!point) return <p className={styles.help}>{t('nothingChosen')}</p>;
  const label = `${nameOf(point.group)}, ${point.name}`;
  return (
    <>
      <ImageCanvas className={styles.picture} image={point.image} label={label} />
      <p className={styles.help}>{label}</p>
    </>
  );
}
