/**
 * Images of a run as it scored them last, with their anomaly maps: the anomalous ones it found least anomalous, and the normal ones it
 * found most.
 */
import { useTranslation } from 'react-i18next';
import { hardest } from '../../../core/runs/hardest.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import styles from './run-details.module.css';
import { MapPicture, Picture } from './run-pictures.tsx';
import { useRunPictures, useRunScores } from './use-part.ts';

export function RunImages({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('experiments');
  const scores = useRunScores([run]).get(run.id) ?? null;
  const { thumbnails, maps } = useRunPictures(run);
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
