/** The panes of one image with their caption, legend and the reading under the pointer. */
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { formatScore } from './format.ts';
import { Legend } from './legend.tsx';
import styles from './light-table.module.css';
import { MapCanvas } from './map-canvas.tsx';
import type { PaneKind } from './map-toolbar.tsx';
import { extent, mapValues, sharedExtent, sortedPlaceScores } from './map-values.ts';
import { MaskCanvas } from './mask-canvas.tsx';
import { Outlines } from './outlines.tsx';
import { Pane } from './pane.tsx';
import { percentileAmong, type RankedImage } from './ranking.ts';
import { overlap } from './use-ranked-images.ts';
import type { ViewTransform } from './view-transform.ts';

interface Props {
  readonly evaluation: Evaluation;
  readonly threshold: number;
  readonly images: readonly RankedImage[];
  readonly position: number;
  readonly panes: readonly PaneKind[];
  readonly view: ViewTransform;
  onViewChange(change: (view: ViewTransform) => ViewTransform): void;
  onStep(by: number): void;
  onKeyDown(event: KeyboardEvent): void;
}

export function LightTable(props: Props) {
  const { evaluation, threshold, images, position, panes, view, onViewChange, onStep, onKeyDown } = props;
  const { t } = useTranslation('localisation');
  const mapView = usePlayground((state) => state.mapView);
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const [point, setPoint] = useState<{ x: number; y: number } | null>(null);
  const { item, index, score } = images[position];
  const sizePx = item.image.width;

  const values = useMemo(
    () => mapValues(evaluation, index, sizePx, sigmaPx),
    [evaluation, index, sizePx, sigmaPx],
  );
  const shared = useMemo(() => sharedExtent(evaluation), [evaluation]);
  const own = useMemo(() => extent(values), [values]);
  const iou = useMemo(() => overlap(evaluation, index, item, sigmaPx), [evaluation, index, item, sigmaPx]);
  const normalPlaces = useMemo(
    () =>
      sortedPlaceScores(
        evaluation,
        images.filter((image) => image.item.label === 'normal').map((image) => image.index),
      ),
    [evaluation, images],
  );
  const { low, high } = mapView.scale === 'shared' ? shared : own;
  const visible = panes.filter((pane) => pane !== 'mask' || item.mask);
  const under = point ? values[pixelAt(point, sizePx)] : null;
  const percentile = under === null ? null : percentileAmong(normalPlaces, under);

  const layer = (pane: PaneKind) => {
    const map = (opacity: number) => (
      <MapCanvas {...{ values, sizePx, low, high, opacity }} table={mapView.colourTable} />
    );
    const picture = <ImageCanvas image={item.image} label="" className={styles.layer} />;
    switch (pane) {
      case 'image':
        return picture;
      case 'mask':
        return item.mask && <MaskCanvas mask={item.mask} />;
      case 'map':
        return map(1);
      case 'overlay':
        return (
          <>
            {picture}
            {map(mapView.opacity)}
          </>
        );
      default:
        return pane satisfies never;
    }
  };

  return (
    <>
      <div className={styles.caption}>
        <span className={styles.row}>
          <Button onClick={() => onStep(-1)} disabled={position === 0} aria-label={t('previous')}>
            ←
          </Button>
          <Button onClick={() => onStep(1)} disabled={position === images.length - 1} aria-label={t('next')}>
            →
          </Button>
          <span className={styles.muted}>{t('position', { index: position + 1, count: images.length })}</span>
        </span>
        <span className={styles.name}>{item.path}</span>
        <span>{t('score', { score: formatScore(score) })}</span>
        <span>
          {t(`labelled.${item.label}`)}, {t(`called.${score >= threshold ? 'anomalous' : 'normal'}`)}
        </span>
        {iou !== null && <span>{t('iou', { iou: iou.toFixed(2) })}</span>}
      </div>
      <div className={styles.panes}>
        {visible.map((pane) => (
          <Pane
            key={pane}
            title={t(`panes.${pane}`)}
            label={`${t(`panes.${pane}`)}. ${t('lightTable')}`}
            view={view}
            onViewChange={onViewChange}
            onPoint={setPoint}
            onKeyDown={onKeyDown}
          >
            {layer(pane)}
            {mapView.outline && (
              <Outlines
                sizePx={sizePx}
                mask={item.mask}
                values={pane === 'overlay' || pane === 'map' ? values : null}
                threshold={evaluation.mapThreshold}
              />
            )}
          </Pane>
        ))}
      </div>
      <Legend table={mapView.colourTable} low={low} high={high} threshold={evaluation.mapThreshold} />
      <p className={styles.hint}>
        {under !== null && percentile !== null
          ? t('pointer', { score: formatScore(under), percent: (100 * percentile).toFixed(1) })
          : t('pointerHint')}
      </p>
    </>
  );
}

function pixelAt({ x, y }: { x: number; y: number }, sizePx: number): number {
  const clampPixel = (value: number) => Math.min(sizePx - 1, Math.max(0, Math.floor(value * sizePx)));
  return clampPixel(y) * sizePx + clampPixel(x);
}
