/**
 * Images of a run as it scored them last, with their anomaly maps: the anomalous ones it found least anomalous, and the normal ones it
 * found most.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { colourTable } from '../../../core/heatmap/colour-tables.ts';
import { hardest } from '../../../core/runs/hardest.ts';
import type { RunMaps, RunRecord, RunThumbnails } from '../../../core/runs/types.ts';
import type { RunPictures } from '../../../store/runs/runs-state.ts';
import { usePlayground } from '../../../store/store.ts';
import styles from './run-details.module.css';
import { useRunScores } from './use-part.ts';

/** A colour `[r, g, b]` at each pixel of a square. */
function Square({
  side,
  at,
}: {
  readonly side: number;
  readonly at: (i: number, channel: number) => number;
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const data = new Uint8ClampedArray(side * side * 4).fill(255);
    for (let i = 0; i < side * side; i++) for (let c = 0; c < 3; c++) data[4 * i + c] = at(i, c);
    ref.current?.getContext('2d')?.putImageData(new ImageData(data, side, side), 0, 0);
  }, [side, at]);
  return <canvas ref={ref} width={side} height={side} aria-hidden="true" />;
}

function Picture({ thumbnails, index }: { readonly thumbnails: RunThumbnails; readonly index: number }) {
  const { side, pixels } = thumbnails;
  const from = index * side * side * 3;
  const at = useCallback((i: number, c: number) => pixels[from + 3 * i + c], [pixels, from]);
  return <Square side={side} at={at} />;
}

function MapPicture({ maps, index }: { readonly maps: RunMaps; readonly index: number }) {
  const name = usePlayground((state) => state.mapView.colourTable);
  const { side, indices, levels } = maps;
  const from = indices.indexOf(index) * side * side;
  const at = useCallback(
    (i: number, c: number) => colourTable(name)[3 * levels[from + i] + c],
    [name, levels, from],
  );
  return <Square side={side} at={at} />;
}

const NOTHING: RunPictures = { thumbnails: null, maps: null };

export function RunImages({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('experiments');
  const scores = useRunScores([run]).get(run.id) ?? null;
  const [{ thumbnails, maps }, setPictures] = useState(NOTHING);
  useEffect(() => {
    let stale = false;
    void usePlayground
      .getState()
      .runPictures(run.id)
      .catch(() => NOTHING)
      .then((found) => {
        if (!stale) setPictures(found);
      });
    return () => {
      stale = true;
    };
  }, [run.id, run.updatedAt]);
  if (!scores) return null;
  return (
    <section aria-label={t('pictures.title')}>
      <h3 className={styles.heading}>{t('pictures.title')}</h3>
      {(['anomalous', 'normal'] as const).map((label) => (
        <figure key={label} className={styles.strip}>
          <figcaption className={styles.muted}>{t(`pictures.${label}`)}</figcaption>
          <ul>
            {hardest(scores, label).map(({ index, score }) => (
              <li key={index} title={scores.images[index].path}>
                {thumbnails && index < thumbnails.count && <Picture thumbnails={thumbnails} index={index} />}
                {maps?.indices.includes(index) && <MapPicture maps={maps} index={index} />}
                <span>{score.toPrecision(3)}</span>
              </li>
            ))}
          </ul>
        </figure>
      ))}
      {maps && <p className={styles.muted}>{t('pictures.maps')}</p>}
    </section>
  );
}
