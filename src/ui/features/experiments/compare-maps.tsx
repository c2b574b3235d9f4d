/** Maps of two runs of one image over each other, with a line to wipe between them: of those images whose maps both runs keep. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sharedMaps } from '../../../core/runs/shared-maps.ts';
import type { RunRecord, RunScores } from '../../../core/runs/types.ts';
import type { RunPictures } from '../../../store/runs/runs-state.ts';
import { Select } from '../../components/select.tsx';
import { Wipe } from '../../components/wipe.tsx';
import styles from './compare-maps.module.css';
import compare from './compare.module.css';
import { MapPicture, Picture } from './run-pictures.tsx';
import { useRunPictures } from './use-part.ts';

interface Props {
  readonly reference: RunRecord;
  readonly others: readonly RunRecord[];
  readonly scores: ReadonlyMap<string, RunScores | null>;
}

export function CompareMaps({ reference, others, scores }: Props) {
  const { t } = useTranslation('experiments');
  const [otherId, setOtherId] = useState<string | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const other = others.find(({ id }) => id === otherId) ?? others[0];
  const left = useRunPictures(reference);
  const right = useRunPictures(other);
  const [leftScores, rightScores] = [scores.get(reference.id), scores.get(other.id)];
  const shared = useMemo(
    () =>
      left.maps && right.maps && leftScores && rightScores
        ? sharedMaps({ scores: leftScores, maps: left.maps }, { scores: rightScores, maps: right.maps })
        : [],
    [left.maps, right.maps, leftScores, rightScores],
  );
  const chosen = shared.find(({ image }) => image.path === path) ?? shared[0];
  return (
    <section aria-label={t('wipe.title')} className={styles.section}>
      <div className={compare.bar}>
        <h3 className={compare.heading}>{t('wipe.title')}</h3>
        {others.length > 1 && (
          <label className={compare.reference}>
            {t('wipe.other')}
            <Select
              value={other.id}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setOtherId}
            />
          </label>
        )}
        {chosen && (
          <label className={compare.reference}>
            {t('wipe.image')}
            <Select
              value={chosen.image.path}
              options={shared.map(({ image }) => ({ value: image.path, label: image.path }))}
              onChange={setPath}
            />
          </label>
        )}
      </div>
      {chosen ? (
        <>
          <div className={styles.picture}>
            <Wipe
              before={<RunMap pictures={left} index={chosen.first} />}
              after={<RunMap pictures={right} index={chosen.second} />}
              label={t('wipe.slider', { left: reference.name, right: other.name, image: chosen.image.path })}
              valueText={(percent) =>
                t('wipe.position', {
                  left: reference.name,
                  right: other.name,
                  percent,
                  rest: 100 - percent,
                })
              }
            />
            <p className={styles.ends}>
              <span>{reference.name}</span>
              <span>{other.name}</span>
            </p>
          </div>
          <p className={compare.muted}>{t('wipe.text')}</p>
        </>
      ) : (
        <p className={compare.muted}>{t('wipe.none')}</p>
      )}
    </section>
  );
}

/** The small picture under the map as it was kept. */
function RunMap({
  pictures: { thumbnails, maps },
  index,
}: {
  readonly pictures: RunPictures;
  readonly index: number;
}) {
  return (
    <span className={styles.layers}>
      {thumbnails && index < thumbnails.count && <Picture thumbnails={thumbnails} index={index} />}
      {maps && <MapPicture maps={maps} index={index} />}
    </span>
  );
}
