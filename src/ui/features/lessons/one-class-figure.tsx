/** Page 1: a two-class classifier that is shown some types of defect, and what it misses. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { callAnomalous, cellFeatures } from '../../../core/lessons/one-class.ts';
import { usePlayground } from '../../../store/store.ts';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import styles from './lessons.module.css';

export function OneClassFigure() {
  const { t } = useTranslation(['lessons', 'samples']);
  const items = usePlayground((state) => state.items);
  const seen = usePlayground((state) => state.lessonFacts.seenDefects);
  const noteLesson = usePlayground((state) => state.noteLesson);
  const selectItem = usePlayground((state) => state.selectItem);
  const samples = useMemo(() => items.map((item) => ({ item, features: cellFeatures(item.image) })), [items]);
  const defects = samples.filter(({ item }) => item.label === 'anomalous');
  const called = useMemo(() => {
    const normal = samples.filter(({ item }) => item.role === 'train');
    const shown = defects.filter(({ item }) => seen.includes(item.defectType));
    return callAnomalous(defects, normal, shown);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `defects` follow from `samples`
  }, [samples, seen]);
  if (defects.length === 0) return null;
  const types = [...new Set(defects.map(({ item }) => item.defectType))];
  const toggle = (type: string) =>
    noteLesson({ seenDefects: seen.includes(type) ? seen.filter((one) => one !== type) : [...seen, type] });
  return (
    <section className={styles.figure} aria-label={t('oneClass.figure')}>
      <p>{t('oneClass.choose')}</p>
      {types.map((type) => {
        const rows = defects.flatMap(({ item }, i) =>
          item.defectType === type ? [{ item, found: called[i] }] : [],
        );
        const found = rows.filter((row) => row.found).length;
        const name = t(`samples:defects.${type}`, { defaultValue: type });
        return (
          <div key={type} className={styles.typeRow}>
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
    </section>
  );
}
