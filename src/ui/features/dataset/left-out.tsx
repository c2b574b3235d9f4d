/** The report of files that were left out, each with its reason: nothing is dropped in silence. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SkippedFile } from '../../../core/dataset/types.ts';
import type { ImportProgress } from '../../../store/state.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { translateDetail } from './left-out-detail.ts';
import { reportRows } from './left-out-rows.ts';
import styles from './left-out.module.css';

const HEADING_PX = 36;
const FILE_PX = 52;

function Report({ skipped }: { readonly skipped: readonly SkippedFile[] }) {
  const { t } = useTranslation('dataset');
  const { t: sentence } = useTranslation('left-out');
  const detailOf = ({ detail }: SkippedFile) =>
    translateDetail(detail, (key, values) => sentence(key as 'sentences.emptyFile', values));
  const scroller = useRef<HTMLDivElement>(null);
  const rows = reportRows(skipped);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index].kind === 'reason' ? HEADING_PX : FILE_PX),
    overscan: 6,
  });
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-label={t('leftOutList')}>
      <div className={styles.inner} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index];
          const style = { transform: `translateY(${start}px)`, blockSize: size };
          return row.kind === 'reason' ? (
            <h3 key={index} className={styles.reason} style={style}>
              {t(`reasons.${row.reason}`)} <span className={styles.count}>{row.count}</span>
            </h3>
          ) : (
            <div key={index} className={styles.file} style={style} data-reason={row.file.reason}>
              <span className={styles.path} title={row.file.path}>
                {row.file.path || t('loadingItself')}
              </span>
              <span className={styles.detail} title={detailOf(row.file)}>
                {detailOf(row.file)}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Whether the load under way brings images, rather than the same ones in another size. */
const isOfNewImages = (progress: ImportProgress | null): boolean =>
  progress !== null && progress.stage !== 'resizing';

export function LeftOut() {
  const { t } = useTranslation('dataset');
  const [open, setOpen] = useState(false);
  const skipped = usePlayground((state) => state.skipped);
  // While other images come, the report of the earlier ones would be taken for theirs.
  const isLoading = usePlayground(({ importProgress }) => isOfNewImages(importProgress));
  const remarks = usePlayground((state) => state.items.filter((item) => item.remark).length);
  return (
    <>
      {skipped.length > 0 && !isLoading && (
        <Button variant="ghost" size="small" className={styles.open} onClick={() => setOpen(true)}>
          {t('leftOut', { count: skipped.length })} …
        </Button>
      )}
      {remarks > 0 && <p className={styles.remarks}>{t('withRemark', { count: remarks })}</p>}
      <Dialog open={open} title={t('leftOutTitle')} onClose={() => setOpen(false)}>
        <p className={styles.lead}>{t('leftOutLead')}</p>
        {/* Its sentences are fetched with the first list: the column behind stays as it is meanwhile, with the focus. */}
        <Suspense fallback={null}>
          <Report skipped={skipped} />
        </Suspense>
      </Dialog>
    </>
  );
}
