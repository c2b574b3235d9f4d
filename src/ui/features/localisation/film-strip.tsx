/** Thumbnails of the test images in the chosen order, virtualised; a click or the arrow keys open one on the light table. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { formatScore } from './format.ts';
import type { RankedImage } from './ranking.ts';
import styles from './film-strip.module.css';

const ITEM_PX = 84;

interface Props {
  readonly images: readonly RankedImage[];
  readonly current: number;
  readonly threshold: number;
  onSelect(position: number): void;
}

export function FilmStrip({ images, current, threshold, onSelect }: Props) {
  const { t } = useTranslation('localisation');
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: images.length,
    horizontal: true,
    getScrollElement: () => scroller.current,
    estimateSize: () => ITEM_PX,
    overscan: 4,
  });
  useEffect(() => {
    if (current >= 0) virtualizer.scrollToIndex(current);
  }, [virtualizer, current]);

  return (
    <div
      ref={scroller}
      className={styles.strip}
      role="listbox"
      aria-label={t('filmStrip')}
      aria-orientation="horizontal"
    >
      <div style={{ width: virtualizer.getTotalSize(), height: '100%', position: 'relative' }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const { item, score } = images[index];
          const label = t(`labelled.${item.label}`);
          const called = score >= threshold ? 'anomalous' : 'normal';
          return (
            <button
              key={item.id}
              type="button"
              role="option"
              aria-selected={index === current}
              tabIndex={index === current ? 0 : -1}
              aria-label={t('filmStripItem', { name: item.path, label, score: formatScore(score) })}
              title={item.path}
              className={styles.item}
              style={{ transform: `translateX(${start}px)` }}
              data-label={item.label}
              data-wrong={called !== item.label || undefined}
              onClick={() => onSelect(index)}
            >
              <ImageCanvas image={item.image} label="" className={styles.thumbnail} />
              <span className={styles.caption}>{formatScore(score)}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
