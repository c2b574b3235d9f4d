/** Page 6: the errors at the threshold, as pictures. The threshold itself is dragged here or in the results. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { Slider } from '../../components/slider.tsx';
import styles from './lessons.module.css';
import { NeedsRun } from './train-button.tsx';

export function ErrorsFigure() {
  const { t } = useTranslation('lessons');
  const items = usePlayground((state) => state.items);
  const latest = usePlayground((state) => state.evaluations.at(-1));
  const manual = usePlayground((state) => state.manualThreshold);
  const setThreshold = usePlayground((state) => state.setManualThreshold);
  const selectItem = usePlayground((state) => state.selectItem);
  if (!latest) return <NeedsRun />;
  const threshold = manual ?? latest.threshold;
  const byId = new Map(items.map((item) => [item.id, item]));
  const results = latest.testIds.flatMap((id, i) => {
    const item = byId.get(id);
    return item ? [{ item, score: latest.testScores[i], bad: item.label === 'anomalous' }] : [];
  });
  const scores = results.map(({ score }) => score);
  const [low, high] = [Math.min(...scores, threshold), Math.max(...scores, threshold)];
  const room = Math.max(1e-9, (high - low) * 0.02);
  const groups = {
    misses: results.filter(({ bad, score }) => bad && score < threshold),
    alarms: results.filter(({ bad, score }) => !bad && score >= threshold),
  };
  return (
    <section className={styles.figure} aria-label={t('threshold.figure')}>
      {latest.step === 0 && <NeedsRun />}
      <label className={styles.slide}>
        {t('threshold.slider', { value: threshold.toPrecision(3) })}
        <Slider
          value={threshold}
          min={low - room}
          max={high + room}
          step={(high - low + 2 * room) / 200}
          mark={latest.threshold}
          onChange={setThreshold}
        />
      </label>
      {(['misses', 'alarms'] as const).map((name) => (
        <div key={name}>
          <h3>{t(`threshold.${name}`, { number: groups[name].length })}</h3>
          <span className={styles.thumbs}>
            {groups[name].map(({ item }) => (
              <button key={item.id} type="button" aria-label={item.path} onClick={() => selectItem(item.id)}>
                <ImageCanvas image={item.image} label="" />
              </button>
            ))}
          </span>
        </div>
      ))}
    </section>
  );
}
