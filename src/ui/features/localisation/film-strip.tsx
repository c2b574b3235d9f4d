/** Thumbnails of the test images in the chosen order, virtualised; a click or the arrow keys open one on the light table. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_PINNED } from '../../../store/maps-slice.ts';
import { usePlayground } from '../../../store/store.ts';
import { FilmStripItem } from './film-strip-item.tsx';
import styles from './film-strip.module.css';
import type { RankedImage } from './ranking.ts';
import { ITEM_PX, RUN, StripRun } from './strip-run.tsx';
import { usePinnedIds } from './use-pins.ts';

interface Props {
  readonly images: readonly RankedImage[];
  readonly current: number;
  readonly threshold: number;
  onSelect(position: number): void;
}

export const FilmStrip = memo(function FilmStrip({ images, current, threshold, onSelect }: Props) {
  const { t } = useTranslation('localisation');
  const scroller = useRef<HTMLDivElement>(null);
  const pinned = usePinnedIds();
  const togglePin = usePlayground((state) => state.togglePin);
  const virtualizer = useVirtualizer({
    count: images.length,
    horizontal: true,
    getScrollElement: () => scroller.current,
    estimateSize: () => ITEM_PX,
    overscan: 4,
    useFlushSync: false,
  });
  const width = useRef(0);
  useEffect(() => {
    const element = scroller.current as HTMLDivElement;
    const observer = new ResizeObserver(([entry]) => (width.current = entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // The place is known: asking the browser for it would lay the page out for each step.
  useEffect(() => {
    const element = scroller.current as HTMLDivElement;
    const from = virtualizer.scrollOffset ?? 0;
    const last = from + (width.current || element.clientWidth) - ITEM_PX;
    const left = ITEM_PX * current;
    if (current < 0) return;
    if (left < from) element.scrollLeft = left;
    else if (left > last) element.scrollLeft = from + left - last;
  }, [virtualizer, current]);

  const runs = useMemo(
    () =>
      Array.from({ length: Math.ceil(images.length / RUN) }, (_, i) => images.slice(i * RUN, (i + 1) * RUN)),
    [images],
  );
  const shown = virtualizer.getVirtualItems();
  const shownRuns = [...new Set(shown.map(({ index }) => Math.floor(index / RUN)))];

  return (
    <div ref={scroller} className={styles.strip} role="group" aria-label={t('filmStrip')}>
      <div style={{ width: virtualizer.getTotalSize(), height: '100%', position: 'relative' }}>
        {shownRuns.map((run) => (
          <StripRun key={run} images={runs[run]} start={run * RUN * ITEM_PX} />
        ))}
        {shown.map(({ index, start }) => {
          const image = images[index];
          const called = image.score >= threshold ? 'anomalous' : 'normal';
          return (
            <FilmStripItem
              key={image.item.id}
              image={image}
              position={index}
              start={start}
              chosen={index === current}
              wrong={called !== image.item.label}
              full={pinned.length >= MOST_PINNED}
              pinned={pinned.includes(image.item.id)}
              onSelect={onSelect}
              onPin={togglePin}
            />
          );
        })}
      </div>
    </div>
  );
});
