/** The chosen test image with its anomaly map laid over it, its score and its label, which can be corrected here. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { basisOf } from '../../../core/calibration/basis.ts';
import { pValue } from '../../../core/calibration/conformal.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import styles from './chosen-image.module.css';
import panel from './evaluation-panel.module.css';
import { formatScore } from './format.ts';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { OriginalCanvas } from '../../components/original-canvas.tsx';
import { OriginalNote } from '../../components/original-note.tsx';
import { useOriginal } from '../../components/original-picture.ts';
import { usePreparedMaps } from '../../components/prepared-maps.ts';
import { aroundThreshold } from '../../../core/heatmap/colour-scale.ts';
import { sharedRange } from './map-range.ts';
import { MapOverlay } from './map-overlay.tsx';
import { orderResults } from './image-filters.ts';
import { selectResults, selectThreshold } from './selectors.ts';

const NOTHING_AHEAD = [] as const;

interface Props {
  readonly evaluation: Evaluation;
  /** Its facts stand beside the picture, so that both keep low. */
  readonly beside?: boolean;
}

export function ChosenImage({ evaluation, beside = false }: Props) {
  const { t } = useTranslation('evaluation');
  const results = usePlayground(selectResults);
  const selectedId = usePlayground((state) => state.selectedItemId);
  const threshold = usePlayground(selectThreshold) ?? evaluation.threshold;
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const view = usePlayground((state) => state.mapView);
  const relabel = usePlayground((state) => state.relabel);
  const setStageTab = usePlayground((state) => state.setStageTab);
  const selectItem = usePlayground((state) => state.selectItem);
  const [shown, setShown] = useState(true);
  const training = usePlayground((state) => state.phase === 'training');

  // Without a choice, the most anomalous image: the panel always has a picture.
  const chosen = useMemo(
    () =>
      results.find((result) => result.item.id === selectedId) ??
      orderResults(results, 'most-anomalous', 0)[0],
    [results, selectedId],
  );
  const grid = chosen && evaluation.maps[chosen.index];
  const sizePx = chosen?.item.image.width ?? 0;
  const mask = chosen?.item.mask?.data ?? null;
  const { mapKind: kind, mapThreshold } = evaluation;
  const requests = useMemo(
    () => [grid ? { grid, kind, sizePx, sigmaPx, threshold: mapThreshold, mask } : null],
    [grid, kind, sizePx, sigmaPx, mapThreshold, mask],
  );
  const [map] = usePreparedMaps(requests, NOTHING_AHEAD);
  // While a network learns, the most anomalous image is another one every moment: only what a person chose is read.
  const wanted = !training || chosen?.item.id === selectedId;
  const original = useOriginal(chosen?.item ?? null, wanted);
  if (!chosen) return null;
  const { item, score, anomalous } = chosen;
  const range = map && (view.scale === 'per-image' ? map : sharedRange(evaluation));
  const scale =
    range &&
    (view.scale === 'threshold'
      ? aroundThreshold(range.low, range.high, mapThreshold)
      : { low: range.low, high: range.high, centre: null });
  const basis = basisOf(evaluation);
  const change = anomalous
    ? ({ label: 'normal', defectType: 'good' } as const)
    : ({
        label: 'anomalous',
        defectType: item.defectType === 'good' ? 'anomalous' : item.defectType,
      } as const);
  return (
    <section className={panel.section} aria-labelledby="evaluation-chosen">
      <h3 id="evaluation-chosen" className={panel.heading}>
        {t('chosenImage')} <span className={panel.muted}>{item.name}</span>
      </h3>
      <div className={styles.subject} data-beside={beside}>
        <div className={styles.picture}>
          <ImageCanvas image={item.image} className={styles.layer} label={item.name} />
          {original.state === 'shown' && (
            <OriginalCanvas original={original.original} className={styles.layer} />
          )}
          {map && scale && shown && (
            <MapOverlay
              values={map.values}
              inside={map.inside}
              sizePx={sizePx}
              table={view.colourTable}
              scale={scale}
              opacity={view.opacity}
            />
          )}
        </div>
        <dl className={panel.facts}>
          <div>
            <dt>{t('score')}</dt>
            <dd>
              {formatScore(score)}{' '}
              <span className={panel.muted}>
                {t(score >= threshold ? 'calledAnomalous' : 'calledNormal')}
              </span>
            </dd>
          </div>
          <div title={t('pValueHelp')}>
            <dt>{t('pValue')}</dt>
            <dd>
              {formatScore(pValue(score, basis.scores))}{' '}
              {!basis.kept && <span className={panel.muted}>{t('pValueWeak')}</span>}
            </dd>
          </div>
          <div>
            <dt>{t('label')}</dt>
            <dd className={anomalous ? panel.anomalousText : panel.normalText}>
              {anomalous ? `▲ ${item.defectType}` : `● ${t('normal')}`}
            </dd>
          </div>
          <OriginalNote item={item} state={original.state} />
        </dl>
      </div>
      <div className={styles.actions}>
        {grid && (
          <label className={styles.check}>
            <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
            {t(evaluation.mapKind === 'patch' ? 'showPatchMap' : 'showGradcam')}
          </label>
        )}
        <Button onClick={() => relabel([item.id], change)}>
          {t(anomalous ? 'markNormal' : 'markAnomalous')}
        </Button>
        {grid && (
          <Button
            onClick={() => {
              selectItem(item.id);
              setStageTab('maps');
            }}
          >
            {t('openMaps')}
          </Button>
        )}
      </div>
    </section>
  );
}
