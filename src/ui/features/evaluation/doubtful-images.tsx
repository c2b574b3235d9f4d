/** Training images that do not look normal, the strangest first, to be looked at and left out with one click; undo brings them back. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstTenth, rankDoubtful } from '../../../core/calibration/doubtful.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Thumbnail } from '../../components/thumbnail.tsx';
import panel from './evaluation-panel.module.css';
import { formatScore } from './format.ts';
import { TrialError } from './trial-error.tsx';

/** Pictures that are shown at once. */
const AT_ONCE = 24;

export function DoubtfulImages({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const items = usePlayground((state) => state.items);
  const statistics = usePlayground((state) => state.imageStatistics);
  const removeItems = usePlayground((state) => state.removeItems);
  const undo = usePlayground((state) => state.undoDataset);
  const canUndo = usePlayground((state) => state.canUndoDataset);
  const baseline = usePlayground((state) => state.pretrained);
  const ranking = usePlayground((state) => state.trainingRanking);
  const running = usePlayground((state) => state.trainingRankingRunning);
  const rank = usePlayground((state) => state.rankTraining);
  const stands = usePlayground(({ phase }) => phase === 'finished' || phase === 'paused');
  const [more, setMore] = useState(0);
  // ImageNet's features know defects that a network of this run cannot tell from normal images.
  const { ids, scores, by } = ranking ?? scoredBy(baseline ?? evaluation, baseline !== null);
  const training = useMemo(
    () => new Map<string, DatasetItem>(items.filter(isTraining).map((item) => [item.id, item])),
    [items],
  );
  const ranked = useMemo(() => {
    const there = ids.flatMap((id, i) => (training.has(id) ? [i] : []));
    return rankDoubtful(
      there.map((i) => ids[i]),
      there.map((i) => scores[i]),
      (id) => statistics?.get(id),
    );
  }, [ids, scores, statistics, training]);
  if (ranked.length < 4) return null;
  const rest = training.size - ranked.length;
  const tenth = firstTenth(training.size);
  const shown = ranked.slice(0, Math.min(AT_ONCE, tenth) + more);
  const hidden = ranked.length - shown.length;
  return (
    <section className={panel.section} aria-label={t('doubtful.title')}>
      <Disclosure
        summary={<strong>{t('doubtful.title')}</strong>}
        onOpen={() => rest > 0 && stands && !running && void rank()}
      >
        <p className={panel.help}>
          {t('doubtful.help', { shown: shown.length, count: ranked.length })}{' '}
          {t(by === 'imagenet' ? 'doubtful.byImageNet' : 'doubtful.byRun')}
        </p>
        <p className={panel.help}>{t('doubtful.limits')}</p>
        {rest > 0 && (
          <>
            <p className={panel.warning}>{t('doubtful.rest', { count: rest, all: training.size })}</p>
            <div className={panel.actions}>
              <Button
                size="small"
                onClick={() => void rank()}
                disabledReason={running ? t('doubtful.ranking') : null}
                aria-busy={running}
              >
                {running ? t('doubtful.ranking') : t('doubtful.rankAll', { count: training.size })}
              </Button>
            </div>
            <TrialError />
          </>
        )}
        <ul className={panel.pictures}>
          {shown.map(({ id, score, outlier }) => (
            <DoubtfulPicture
              key={id}
              item={training.get(id) as DatasetItem}
              about={[
                formatScore(score),
                ...(outlier ? [t('doubtful.outlier', { what: t(`shift.statistics.${outlier}`) })] : []),
              ].join(' · ')}
              leaveOut={() => removeItems([id])}
            />
          ))}
        </ul>
        <div className={panel.actions}>
          {hidden > 0 && (
            <Button size="small" onClick={() => setMore(more + AT_ONCE)}>
              {t('doubtful.more', { count: Math.min(AT_ONCE, hidden) })}
            </Button>
          )}
          {canUndo && (
            <Button size="small" onClick={undo}>
              {t('doubtful.undo')}
            </Button>
          )}
        </div>
      </Disclosure>
    </section>
  );
}

const isTraining = ({ role, label }: DatasetItem) => role === 'train' && label === 'normal';

/** What an evaluation has: the images that its density rests on. */
const scoredBy = ({ trainIds, heldOutScores }: Evaluation, byImageNet: boolean) =>
  ({ ids: trainIds, scores: heldOutScores, by: byImageNet ? 'imagenet' : 'run' }) as const;

function DoubtfulPicture({
  item,
  about,
  leaveOut,
}: {
  readonly item: DatasetItem;
  readonly about: string;
  readonly leaveOut: () => void;
}) {
  const { t } = useTranslation('evaluation');
  return (
    <li>
      <Thumbnail image={item.image} sidePx={96} />
      <span className={panel.pictureName} title={item.path}>
        {item.name}
      </span>
      <span className={panel.muted}>{about}</span>
      <Button size="small" onClick={leaveOut}>
        {t('doubtful.leaveOut')}
      </Button>
    </li>
  );
}
