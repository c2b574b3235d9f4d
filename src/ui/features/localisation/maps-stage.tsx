/**
 * The light table: one test image at a time with its mask and maps side by side, with shared zoom and pan, outlines at the threshold, the
 * score under the pointer, and a film strip of all test images in a chosen order.
 */
import { useCallback, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import about from './before-after.module.css';
import { BeforeAfter } from './before-after.tsx';
import { FilmStrip } from './film-strip.tsx';
import { LightTable } from './light-table.tsx';
import styles from './light-table.module.css';
import { mainLayer } from './map-layers.ts';
import { StripBar } from './strip-bar.tsx';
import { useTable } from './table-store.ts';
import { TypeMetrics } from './type-metrics.tsx';
import { useRankedImages } from './use-ranked-images.ts';
import { useShownImage } from './use-shown-image.ts';
import { useTableKeys } from './use-table-keys.ts';
import { WhyDecision } from './why-decision.tsx';

export function MapsStage() {
  const { t } = useTranslation('localisation');
  const { evaluation, threshold, images, defectTypes, overlaps } = useRankedImages();
  const hasTestImages = usePlayground((state) => state.items.some(({ role }) => role === 'test'));
  const defectType = useTable((table) => table.defectType);

  const [shownId, show] = useShownImage();
  const found = useMemo(() => images.findIndex(({ item }) => item.id === shownId), [images, shownId]);
  const position = found >= 0 ? found : images.length > 0 ? 0 : -1;
  const select = useCallback(
    (index: number) => {
      const next = images[Math.min(images.length - 1, Math.max(0, index))];
      if (next) show(next.item.id);
    },
    [images, show],
  );
  useTableKeys({
    position,
    count: images.length,
    select,
    defectTypes,
    id: images[position]?.item.id ?? null,
  });

  // Strip and what is told of the image follow in a moment: the picture comes first.
  const stripPosition = useDeferredValue(position);

  const layer = evaluation && mainLayer(evaluation);
  if (!evaluation || !layer || (images.length === 0 && !defectType)) {
    return (
      <section className={styles.empty}>
        <strong>{t('emptyTitle')}</strong>
        <span>{t(hasTestImages ? 'empty' : 'noTestImages')}</span>
      </section>
    );
  }
  return (
    <section className={styles.stage} aria-label={t('title')}>
      {images[position] ? (
        <LightTable
          evaluation={evaluation}
          layer={layer}
          threshold={threshold}
          images={images}
          position={position}
          onSelect={select}
        />
      ) : (
        <p className={styles.empty}>{t('noneOfType')}</p>
      )}
      <div className={styles.stripBox}>
        <StripBar defectTypes={defectTypes} overlaps={overlaps} />
        <FilmStrip images={images} current={stripPosition} threshold={threshold} onSelect={select} />
      </div>
      {images[stripPosition] && (
        <div className={about.about}>
          <WhyDecision
            evaluation={evaluation}
            layer={layer}
            image={images[stripPosition]}
            threshold={threshold}
          />
          <BeforeAfter item={images[stripPosition].item} />
        </div>
      )}
      <TypeMetrics layer={layer} />
    </section>
  );
}
