/** Images of a run as it scored them last: the anomalous ones it found least anomalous, and the normal ones it found most. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunRecord, RunScores, RunThumbnails } from '../../../core/runs/types.ts';
import { usePlayground } from '../../../store/store.ts';
import styles from './run-details.module.css';
import { useRunScores } from './use-part.ts';

const MOST = 6;

interface Ranked {
  readonly index: number;
  readonly score: number;
}

/** Misleading first. */
function hardest(scores: RunScores, label: 'normal' | 'anomalous'): readonly Ranked[] {
  const last = scores.evaluations.at(-1);
  if (!last) return [];
  const ranked = scores.images.flatMap((image, index) =>
    image.label === label ? [{ index, score: last.test[index] }] : [],
  );
  const sign = label === 'normal' ? -1 : 1;
  return ranked.sort((a, b) => sign * (a.score - b.score)).slice(0, MOST);
}

function Picture({ thumbnails, index }: { readonly thumbnails: RunThumbnails; readonly index: number }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { side, pixels } = thumbnails;
  useLayoutEffect(() => {
    const data = new Uint8ClampedArray(side * side * 4).fill(255);
    const from = index * side * side * 3;
    for (let i = 0; i < side * side; i++)
      for (let c = 0; c < 3; c++) data[4 * i + c] = pixels[from + 3 * i + c];
    ref.current?.getContext('2d')?.putImageData(new ImageData(data, side, side), 0, 0);
  }, [side, pixels, index]);
  return <canvas ref={ref} width={side} height={side} aria-hidden="true" />;
}

export function RunImages({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('experiments');
  const scores = useRunScores([run]).get(run.id) ?? null;
  const [thumbnails, setThumbnails] = useState<RunThumbnails | null>(null);
  useEffect(() => {
    let stale = false;
    void usePlayground
      .getState()
      .runThumbnails(run.id)
      .catch(() => null)
      .then((found) => {
        if (!stale) setThumbnails(found);
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
                <span>{score.toPrecision(3)}</span>
              </li>
            ))}
          </ul>
        </figure>
      ))}
    </section>
  );
}
