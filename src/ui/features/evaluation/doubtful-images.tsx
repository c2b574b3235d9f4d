/** Training images that do not look normal, the strangest first, to be looked at and left out with one click; undo brings them back. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { rankDoubtful } from '../../../core/calibration/doubtful.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Thumbnail } from '../../components/thumbnail.tsx';
import panel from './evaluation-panel.module.css';
import { formatScore } from './format.ts';

/** A tenth of the images, within bounds that can be looked at. */
const shownOf = (images: number): number => Math.min(24, Math.max(4, Math.ceil(images / 10)));

export function DoubtfulImages({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const items = usePlayground((state) => state.items);
  const statistics = usePlayground((state) => state.imageStatistics);
  const removeItems = usePlayground((state) => state.removeItems);
  const undo = usePlayground((state) => state.undoDataset);
  const canUndo = usePlayground((state) => state.canUndoDataset);
  const baseline = usePlayground((state) => state.pretrained);
  // ImageNet's features know defects that a network of this run cannot tell from normal images.
  const { trainIds, heldOutScores } = baseline ?? evaluation;
  const ranked = useMemo(
    () => rankDoubtful(trainIds, heldOutScores, (id) => statistics?.get(id)),
    [trainIds, heldOutScores, statistics],
  );
  const byId = useMemo(() => new Map<string, DatasetItem>(items.map((item) => [item.id, item])), [items]);
  const shown = ranked.slice(0, shownOf(ranked.length)).flatMap((image) => {
    const item = byId.get(image.id);
    return item ? [{ ...image, item }] : [];
  });
  if (ranked.length < 4) return null;
  return (
    <section className={panel.section} aria-label={t('doubtful.title')}>
      <Disclosure summary={<strong>{t('doubtful.title')}</strong>}>
        <p className={panel.help}>
          {t('doubtful.help', { shown: shown.length, count: ranked.length })}{' '}
          {t(baseline ? 'doubtful.byImageNet' : 'doubtful.byRun')}
        </p>
        <ul className={panel.pictures}>
          {shown.map(({ item, score, outlier }) => (
            <li key={item.id}>
              <Thumbnail image={item.image} sidePx={96} />
              <span className={panel.pictureName} title={item.path}>
                {item.name}
              </span>
              <span className={panel.muted}>
                {formatScore(score)}
                {outlier && ` · ${t('doubtful.outlier', { what: t(`shift.statistics.${outlier}`) })}`}
              </span>
              <Button size="small" onClick={() => removeItems([item.id])}>
                {t('doubtful.leaveOut')}
              </Button>
            </li>
          ))}
        </ul>
        {canUndo && (
          <div className={panel.actions}>
            <Button size="small" onClick={undo}>
              {t('doubtful.undo')}
            </Button>
          </div>
        )}
      </Disclosure>
    </section>
  );
}
