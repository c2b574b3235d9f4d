/** How the open folder was read: its groups with counts, a thumbnail and the reason, what should be known, and a correction for every line. */
import { Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataReport as Report, ReportGroup } from '../../../core/dataset/reading/report.ts';
import { ANSWERS, type Answer } from '../../../core/dataset/reading/types.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Select } from '../../components/select.tsx';
import { Thumbnail } from '../../components/thumbnail.tsx';
import styles from './reading.module.css';

const SIDE_PX = 48;

const isAnswer = (reading: string): reading is Answer => ANSWERS.some((answer) => answer === reading);

function Counts({ group }: { readonly group: ReportGroup }) {
  const { t } = useTranslation('reading');
  const kinds = (['train', 'testNormal', 'defects', 'masks'] as const).filter((kind) => group[kind] > 0);
  const parts = kinds.map((kind) => t(`counts.${kind}`, { count: group[kind] }));
  return <>{[t('files', { count: group.files }), ...parts].join(' · ')}</>;
}

function Row({ group, item }: { readonly group: ReportGroup; readonly item: DatasetItem | undefined }) {
  const { t } = useTranslation('reading');
  const { correctGroup } = usePlayground.getState();
  const name = group.id || t('whole');
  const current = group.reading;
  const options: { value: string; label: string; disabled?: boolean }[] = ANSWERS.map((value) => ({
    value,
    label: t(`answers.${value}`),
  }));
  if (!isAnswer(current)) options.unshift({ value: current, label: t(`answers.${current}`), disabled: true });
  if (group.why === 'person') options.push({ value: 'automatic', label: t('answers.automatic') });
  return (
    <li className={styles.group} data-group={group.id} data-reading={current}>
      <div className={styles.names}>
        <span className={styles.path}>{name}</span>
        <span className={styles.note}>
          <Counts group={group} />
        </span>
        <span className={styles.note}>{t(`why.${group.why}`)}</span>
      </div>
      <Select
        aria-label={t('correct', { name })}
        value={current as string}
        options={options}
        onChange={(value) => void correctGroup(group.id, isAnswer(value) ? value : null)}
      />
      <div className={styles.pictures} aria-hidden="true">
        {item && (
          <span style={{ inlineSize: SIDE_PX, blockSize: SIDE_PX }}>
            <Thumbnail image={item.image} mask={item.mask} sidePx={SIDE_PX} />
          </span>
        )}
      </div>
    </li>
  );
}

function Notes({ report }: { readonly report: Report }) {
  const { t } = useTranslation(['reading', 'dataset']);
  return (
    <>
      {report.notices.length > 0 && (
        <section>
          <h3 className={styles.heading}>{t('notes')}</h3>
          <ul className={styles.notes}>
            {report.notices.map(({ code, count, value, paths }) => (
              <li key={code}>
                {t(`notices.${code}`, { count, value })}
                {paths.length > 0 && <span className={styles.note}> {t('example', { path: paths[0] })}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {report.leftOut.length > 0 && (
        <section>
          <h3 className={styles.heading}>{t('leftOut')}</h3>
          <ul className={styles.notes}>
            {report.leftOut.map(({ reason, count }) => (
              <li key={reason}>{t('leftOutCount', { reason: t(`dataset:reasons.${reason}`), count })}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Content({ report }: { readonly report: Report }) {
  const { t } = useTranslation('reading');
  const items = usePlayground((state) => state.items);
  const byPath = useMemo(() => new Map(items.map((item) => [item.path, item])), [items]);
  return (
    <>
      <p className={styles.note}>{t('lead')}</p>
      <ul className={styles.groups} aria-label={t('list')}>
        {report.groups.map((group) => (
          <Row key={group.id} group={group} item={byPath.get(group.sample ?? '')} />
        ))}
      </ul>
      <Notes report={report} />
    </>
  );
}

export function DataReport() {
  const { t } = useTranslation('reading');
  const report = usePlayground((state) => state.importReport);
  const [open, setOpen] = useState(false);
  if (!report) return null;
  const notes = report.notices.length;
  return (
    <>
      <Button variant="ghost" size="small" className={styles.open} onClick={() => setOpen(true)}>
        {notes > 0 ? t('openNotes', { count: notes }) : t('open')} …
      </Button>
      <Dialog open={open} title={t('title')} onClose={() => setOpen(false)}>
        <Suspense fallback={null}>
          <div className={styles.scroller} tabIndex={0} role="region" aria-label={t('title')}>
            <Content report={report} />
          </div>
        </Suspense>
      </Dialog>
    </>
  );
}
