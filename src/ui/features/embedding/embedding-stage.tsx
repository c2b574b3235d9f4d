/** The embedding map (paper, Fig. 3): normal images, CutPaste and Scar views and anomalies as the network sees them, before and after training. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { Progress } from '../../components/progress.tsx';
import { Select } from '../../components/select.tsx';
import styles from './embedding-stage.module.css';
import { groupsOf, pointsOf, type Group, type MapPoint } from './points.ts';
import { Scatter } from './scatter.tsx';
import { useProjection } from './use-projection.ts';

const SHAPES = {
  circle: '●',
  square: '■',
  triangle: '▲',
  cross: '✕',
  plus: '+',
  star: '✳',
  bar: '|',
  dash: '–',
} as const;

export function EmbeddingStage() {
  const { t } = useTranslation(['embedding', 'errors']);
  const data = usePlayground((state) => state.embeddingMap);
  const running = usePlayground((state) => state.embeddingMapRunning);
  const error = usePlayground((state) => state.embeddingMapError);
  const hasRun = usePlayground((state) => state.plan !== null);
  const make = usePlayground((state) => state.makeEmbeddingMap);
  const reason = hasRun ? (running ? t('making') : null) : t('noRun');
  return (
    <section className={styles.stage} aria-label={t('title')}>
      <header>
        <h2 className={styles.title}>{t('title')}</h2>
        <p className={styles.help}>{hasRun || data ? t('help') : t('noRun')}</p>
      </header>
      <div>
        <Button onClick={() => void make()} disabledReason={reason} aria-busy={running}>
          {running ? t('making') : t(data ? 'again' : 'make')}
        </Button>
      </div>
      {error && (
        <p role="alert" className={styles.error}>
          {t(`errors:${error.code}`, { ...error.detail, defaultValue: error.message })}
        </p>
      )}
      {data && <EmbeddingMap />}
    </section>
  );
}

function EmbeddingMap() {
  const { t } = useTranslation('embedding');
  const data = usePlayground((state) => state.embeddingMap);
  const items = usePlayground((state) => state.items);
  const seed = usePlayground((state) => state.config.seed);
  const [method, setMethod] = useState<'pca' | 'umap'>('pca');
  const [network, setNetwork] = useState<'present' | 'untrained'>('present');
  const [hovered, setHovered] = useState<number | null>(null);
  const [pinned, setPinned] = useState<number | null>(null);
  const points = useMemo(() => data && pointsOf(data, items), [data, items]);
  const features = points && data ? data[network] : null;
  const projection = useProjection(features, points?.length ?? 0, data?.dimension ?? 0, method, seed);
  if (!data || !points) return null;
  const { reply } = projection;
  const marked = pinned ?? hovered;
  const nameOf = (group: Group) => t(`groups.${group.kind}`, { type: group.type });
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
              label: t(`networks.${value}`, { step: data.step }),
            }))}
            onChange={setNetwork}
          />
        </label>
        {projection.running && method === 'umap' && (
          <>
            <Progress label={t('progress')} value={reply?.share ?? null} />
            <Button size="small" onClick={projection.cancel}>
              {t('cancel')}
            </Button>
          </>
        )}
      </div>
      {projection.error && (
        <p role="alert" className={styles.error}>
          {t('failed', { reason: projection.error })}
        </p>
      )}
      <ul className={styles.legend}>
        {groupsOf(points).map((group) => (
          <li key={`${group.kind}-${group.type}`}>
            <span style={{ color: group.colour }} aria-hidden="true">
              {SHAPES[group.shape]}
            </span>{' '}
            {nameOf(group)}
          </li>
        ))}
      </ul>
      <div className={styles.body}>
        {reply && reply.plane.length === 2 * points.length && (
          <Scatter
            points={points}
            plane={reply.plane}
            marked={marked}
            label={t('plot', { count: points.length, method: t(`methods.${method}`) })}
            onHover={setHovered}
            onPick={setPinned}
          />
        )}
        <div className={styles.side}>
          <label>
            {t('list')}
            <Select
              className={styles.list}
              value={pinned === null ? '' : String(pinned)}
              options={[
                { value: '', label: '–' },
                ...points.map((point, i) => ({
                  value: String(i),
                  label: `${nameOf(point.group)}, ${point.name}`,
                })),
              ]}
              onChange={(value) => setPinned(value === '' ? null : Number(value))}
            />
          </label>
          <ChosenPoint point={marked === null ? null : points[marked]} nameOf={nameOf} />
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
