/** Page 7: the score of every window of one defective image, to be looked at one by one; sigma of the upsampling; GradCAM. */
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { Slider } from '../../components/slider.tsx';
import { windowPlace } from '../../../core/lessons/window-place.ts';
import styles from './lessons.module.css';
import { NeedsRun, useBusyReason } from './train-button.tsx';

export function WindowFigure() {
  const { t } = useTranslation('lessons');
  const latest = usePlayground((state) => state.evaluations.at(-1));
  const items = usePlayground((state) => state.items);
  const selectedId = usePlayground((state) => state.selectedItemId);
  const windowPx = usePlayground((state) => state.config.evaluation.windowSizePx);
  const sigma = usePlayground((state) => state.config.evaluation.sigmaPx);
  const gradcam = usePlayground((state) => state.askedMaps.some(({ kind }) => kind === 'gradcam'));
  const mapsRunning = usePlayground((state) => state.mapsRunning !== null);
  const reason = useBusyReason();
  const { noteLesson, setParameter, askMaps, selectItem } = usePlayground.getState();
  const [place, setPlace] = useState(0);
  if (!latest || latest.step === 0 || latest.mapKind !== 'patch') return <NeedsRun />;
  const defects = items.filter(({ id, label }) => label === 'anomalous' && latest.testIds.includes(id));
  const scoreOf = (id: string) => latest.testScores[latest.testIds.indexOf(id)];
  // Without a choice, the image that the light table shows first.
  const item =
    defects.find(({ id }) => id === selectedId) ??
    defects.reduce((top, one) => (scoreOf(one.id) > scoreOf(top.id) ? one : top), defects[0]);
  const grid = item && latest.maps[latest.testIds.indexOf(item.id)];
  if (!grid) return <NeedsRun />;
  const { columns, scores, stridePx, offsetPx } = grid;
  const size = item.image.width;
  const high = Math.max(...scores);
  const low = Math.min(...scores);
  const at = Math.min(place, scores.length - 1);
  const centre = (index: number) => offsetPx + stridePx * index;
  const [cx, cy] = [centre(at % columns), centre(Math.floor(at / columns))];
  const choose = (index: number) => {
    const next = Math.min(scores.length - 1, Math.max(0, index));
    setPlace(next);
    if (selectedId !== item.id) selectItem(item.id);
    const place =
      item.mask &&
      windowPlace(item.mask, centre(next % columns), centre(Math.floor(next / columns)), windowPx);
    noteLesson({ window: { itemId: item.id, place, highest: scores[next] === high } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    choose(at + step);
  };
  const cell = (100 * stridePx) / size;
  return (
    <section className={styles.figure} aria-label={t('where.figure')}>
      <div
        role="application"
        tabIndex={0}
        aria-roledescription={t('where.gridRole')}
        aria-label={t('where.window', {
          row: Math.floor(at / columns) + 1,
          column: (at % columns) + 1,
          score: scores[at].toPrecision(3),
        })}
        className={styles.windows}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const index = (share: number) =>
            Math.min(columns - 1, Math.max(0, Math.round((share * size - offsetPx) / stridePx)));
          const column = index((event.clientX - box.left) / box.width);
          choose(index((event.clientY - box.top) / box.height) * columns + column);
        }}
      >
        <ImageCanvas image={item.image} label="" />
        {Array.from(scores, (score, i) => (
          <span
            key={i}
            data-place={i}
            className={styles.cell}
            style={{
              left: `${(100 * centre(i % columns)) / size - cell / 2}%`,
              top: `${(100 * centre(Math.floor(i / columns))) / size - cell / 2}%`,
              width: `${cell}%`,
              height: `${cell}%`,
              opacity: high > low ? (0.75 * (score - low)) / (high - low) : 0,
            }}
          />
        ))}
        <span
          className={styles.frame}
          style={{
            left: `${(100 * (cx - (windowPx - 1) / 2)) / size}%`,
            top: `${(100 * (cy - (windowPx - 1) / 2)) / size}%`,
            width: `${(100 * windowPx) / size}%`,
            height: `${(100 * windowPx) / size}%`,
          }}
        />
      </div>
      <p role="status">
        {t('where.score', { score: scores[at].toPrecision(3), highest: high.toPrecision(3) })}
      </p>
      <label className={styles.slide}>
        {t('where.sigma', { value: sigma })}
        <Slider
          value={sigma}
          min={1}
          max={32}
          step={1}
          onChange={(value) => setParameter('evaluation.sigmaPx', value)}
        />
      </label>
      <div className={styles.row}>
        <Button
          disabledReason={reason ?? (mapsRunning ? t('busyReason') : null)}
          onClick={() => void askMaps('gradcam', null)}
        >
          {t('where.gradcam')}
        </Button>
        {gradcam && <span>{t('where.gradcamThere')}</span>}
      </div>
    </section>
  );
}
