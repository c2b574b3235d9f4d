/**
 * The embedding map in small, on the Train tab: once a map was made, its points move with every evaluation and with the step that is looked at, beside the
 * pinned maps. What is chosen here is chosen on the whole page.
 */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { seenLine } from '../../../store/seen.ts';
import { usePlayground } from '../../../store/store.ts';
import type { EmbeddingMapData } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { StepScrubber } from '../../components/step-scrubber.tsx';
import { formatCount } from '../../format.ts';
import styles from './embedding-card.module.css';
import { MakeMapButton, MapError } from './make-map.tsx';
import { SIGNS } from './marks.ts';
import { groupsOf, pickedRows } from './points.ts';
import { Scatter } from './scatter.tsx';
import { StepNote } from './step-note.tsx';
import { useMapByItself } from './use-map-by-itself.ts';
import { useMapPoints } from './use-map-points.ts';

export function EmbeddingCard() {
  const { t } = useTranslation('embedding');
  const data = usePlayground((state) => state.embeddingMap);
  const setStageTab = usePlayground((state) => state.setStageTab);
  useMapByItself(true);
  return (
    <section className={styles.card} aria-labelledby="embedding-card">
      <div className={styles.head}>
        <div>
          <h3 id="embedding-card" className={styles.title}>
            {t('title')}
          </h3>
          <p className={styles.note}>{t('cardHelp')}</p>
        </div>
        {data ? (
          <Button size="small" onClick={() => setStageTab('embedding')}>
            {t('open')}
          </Button>
        ) : (
          <MakeMapButton size="small" />
        )}
      </div>
      <MapError />
      {data && <Points data={data} />}
    </section>
  );
}

function Points({ data }: { readonly data: EmbeddingMapData }) {
  const { t, i18n } = useTranslation('embedding');
  const line = usePlayground(seenLine);
  const pinned = usePlayground((state) => state.pinnedIds.length > 0);
  const selectedId = usePlayground((state) => state.selectedItemId);
  const selectItem = usePlayground((state) => state.selectItem);
  const filter = usePlayground((state) => state.resultFilter);
  const setFilter = usePlayground((state) => state.setResultFilter);
  const [hovered, setHovered] = useState<number | null>(null);
  const drawn = useMapPoints(data);
  const { points, plane, projection } = drawn;
  if (!points) return null;
  const ofSelected = points.findIndex(({ id }) => id !== null && id === selectedId);
  return (
    <>
      <ul className={styles.legend}>
        {groupsOf(points).map((group) => (
          <li key={`${group.kind}-${group.type}`}>
            <span style={{ color: group.colour }} aria-hidden="true">
              {SIGNS[group.shape]}
            </span>{' '}
            {t(`groups.${group.kind}`, { type: group.type })}
          </li>
        ))}
      </ul>
      {projection.error && (
        <p role="alert" className={styles.error}>
          {t('failed', { reason: projection.error })}
        </p>
      )}
      {plane && (
        <div className={styles.plot}>
          <Scatter
            points={points}
            plane={plane}
            beside={drawn.beside}
            normal={drawn.normal}
            marked={hovered ?? (ofSelected >= 0 ? ofSelected : null)}
            picked={pickedRows(points, filter?.ids ?? null)}
            label={t('cardPlot', { count: points.length, step: formatCount(drawn.step, i18n.language) })}
            onHover={setHovered}
            onPick={(row) => selectItem(row === null ? null : points[row].id)}
            onBrush={(rows) => {
              const ids = rows.flatMap((row) => points[row].id ?? []);
              setFilter(ids.length > 0 ? { label: t('rectangle'), ids } : null);
            }}
          />
        </div>
      )}
      <p className={styles.when}>{t('networks.earlier', { step: formatCount(drawn.step, i18n.language) })}</p>
      {!pinned && <StepScrubber steps={line.map(({ step }) => step)} />}
      <StepNote drawn={drawn} />
    </>
  );
}
