/** Page 1: a supervised classifier that is shown some types of defect, and what it misses. */
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import styles from './lessons.module.css';
import { useClassifier } from './use-classifier.ts';

export function OneClassFigure() {
  const { t } = useTranslation(['lessons', 'samples']);
  const items = usePlayground((state) => state.items);
  const seen = usePlayground((state) => state.lessonFacts.seenDefects);
  const noteLesson = usePlayground((state) => state.noteLesson);
  const selectItem = usePlayground((state) => state.selectItem);
  const judged = useClassifier(items);
  const called = useMemo(() => judged?.called(seen) ?? [], [judged, seen]);
  useEffect(() => {
    if (!judged || seen.length === 0) return;
    const others = judged.defects.flatMap(({ defectType }, i) =>
      seen.includes(defectType) ? [] : called[i],
    );
    const unshown = { found: others.filter(Boolean).length, count: others.length };
    noteLesson({ unshown: others.length > 0 ? unshown : null });
  }, [judged, called, seen, noteLesson]);
  if (!judged)
    return (
      <section className={styles.figure} aria-label={t('oneClass.figure')}>
        {items.length > 0 && <p role="status">{t('oneClass.learning')}</p>}
      </section>
    );
  const { defects, good } = judged;
  const types = [...new Set(defects.map(({ defectType }) => defectType))];
  const alarms = called.slice(defects.length).filter(Boolean).length;
  const toggle = (type: string) =>
    noteLesson({ seenDefects: seen.includes(type) ? seen.filter((one) => one !== type) : [...seen, type] });
  return (
    <section className={styles.figure} aria-label={t('oneClass.figure')}>
      <p>{t('oneClass.choose')}</p>
      {types.map((type) => {
        const rows = defects.flatMap((item, i) =>
          item.defectType === type ? [{ item, found: called[i] }] : [],
        );
        const found = rows.filter((row) => row.found).length;
        const name = t(`samples:defects.${type}`, { defaultValue: type });
        return (
          <div key={type} className={styles.typeRow} data-type={type} data-found-count={found}>
            <label>
              <input type="checkbox" checked={seen.includes(type)} onChange={() => toggle(type)} /> {name}
            </label>
            <span className={styles.thumbs}>
              {rows.map(({ item, found: isFound }, i) => (
                <button
                  key={item.id}
                  type="button"
                  data-found={isFound}
                  aria-label={t(isFound ? 'oneClass.found' : 'oneClass.missed', { name, number: i + 1 })}
                  onClick={() => {
                    selectItem(item.id);
                    if (seen.length > 0 && !isFound && !seen.includes(type))
                      noteLesson({ missedItemId: item.id });
                  }}
                >
                  <ImageCanvas image={item.image} label="" />
                </button>
              ))}
            </span>
            <span className={styles.tally}>{t('oneClass.tally', { found, count: rows.length })}</span>
          </div>
        );
      })}
      {good.length > 0 && (
        <p className={styles.note}>{t('oneClass.alarms', { found: alarms, count: good.length })}</p>
      )}
    </section>
  );
}
