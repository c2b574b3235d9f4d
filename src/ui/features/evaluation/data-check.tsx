/**
 * Said before anyone builds on the figures: that the normal test images differ from the training images, or that one number without any
 * model separates normal from anomalous. Silent where neither is found.
 */
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { checkData, type DataCheck as Found } from '../../../core/calibration/data-check.ts';
import type { ImageStatistics } from '../../../core/calibration/image-statistics.ts';
import type { Shift } from '../../../core/calibration/shift.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Thumbnail } from '../../components/thumbnail.tsx';
import panel from './evaluation-panel.module.css';
import { formatRate, formatScore } from './format.ts';

type Statistics = ReadonlyMap<string, ImageStatistics>;

function useCheck(evaluation: Evaluation): { found: Found; statistics: Statistics } | null {
  const items = usePlayground((state) => state.items);
  const statistics = usePlayground((state) => state.imageStatistics);
  const measureImages = usePlayground((state) => state.measureImages);
  useEffect(() => void measureImages(), [items, measureImages]);
  return useMemo(() => {
    if (!statistics || items.some(({ id }) => !statistics.has(id))) return null;
    const images = items.map(({ id, role, label, file }) => ({
      ...{ id, role, label, file, statistics: statistics.get(id) as ImageStatistics },
    }));
    return { found: checkData(images, evaluation), statistics };
  }, [items, statistics, evaluation]);
}

/** The image whose number lies nearest to a value. */
function nearest(items: readonly DatasetItem[], statistics: Statistics, { of }: Shift, value: number) {
  if (of === 'score') return null;
  const away = (item: DatasetItem) => Math.abs((statistics.get(item.id)?.[of] ?? Infinity) - value);
  return items.reduce<DatasetItem | null>(
    (best, item) => (best === null || away(item) < away(best) ? item : best),
    null,
  );
}

interface PicturesProps {
  readonly shift: Shift;
  readonly statistics: Statistics;
  readonly reference: Found['reference'];
}

function Pictures({ shift, statistics, reference }: PicturesProps) {
  const { t } = useTranslation('evaluation');
  const items = usePlayground((state) => state.items);
  const normal = items.filter(({ label }) => label === 'normal');
  const pairs = ([reference, 'test'] as const).map((role) => {
    const own = normal.filter((item) => item.role === role);
    return { role, item: nearest(own, statistics, shift, role === 'test' ? shift.to : shift.from) };
  });
  return (
    <div className={panel.pair}>
      {pairs.map(
        ({ role, item }) =>
          item && (
            <figure key={role}>
              <Thumbnail image={item.image} sidePx={96} />
              <figcaption>{t(`shift.typical.${role}`)}</figcaption>
            </figure>
          ),
      )}
    </div>
  );
}

export function DataCheck({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const check = useCheck(evaluation);
  if (!check) return null;
  const { shifts, trivial, reference } = check.found;
  if (shifts.length === 0 && trivial.length === 0) return null;
  const direction = ({ from, to }: Shift) => (to < from ? 'less' : 'more');
  return (
    <section className={panel.section} aria-labelledby="evaluation-data-check">
      <h3 id="evaluation-data-check" className={panel.heading}>
        {t('shift.title')}
      </h3>
      {shifts.length > 0 && (
        <div className={panel.warning}>
          <p>{t(reference === 'train' ? 'shift.text' : 'shift.textGiven')}</p>
          <ul className={panel.findings}>
            {shifts.map((shift) => (
              <li key={shift.of}>
                {t(`shift.${direction(shift)}.${shift.of}`)} ({formatScore(shift.from)} →{' '}
                {formatScore(shift.to)})
              </li>
            ))}
          </ul>
          <p>{t('shift.means')}</p>
          <Pictures shift={shifts[0]} statistics={check.statistics} reference={reference} />
        </div>
      )}
      {trivial.map(({ of, auroc }) => (
        <p key={of} className={panel.warning}>
          {t('shift.trivial', { what: t(`shift.statistics.${of}`), auroc: formatRate(auroc) })}
        </p>
      ))}
    </section>
  );
}
