/** Project: save everything as one file, open one, and what the browser keeps of the session. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasResult } from '../../../store/keeping/has-result.ts';
import { usePlayground } from '../../../store/store.ts';
import { formatBytes } from '../../format.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Progress } from '../../components/progress.tsx';
import { StorageRoom } from './storage-room.tsx';
import styles from './project-dialog.module.css';

export function ProjectDialog() {
  const { t } = useTranslation('keeping');
  const setDialog = usePlayground((state) => state.setDialog);
  return (
    <Dialog open title={t('project.title')} onClose={() => setDialog(null)}>
      <p className={styles.lead}>{t('project.lead')}</p>
      <SaveProject />
      <OpenProject />
      <Job />
      <KeptHere />
    </Dialog>
  );
}

function SaveProject() {
  const { t } = useTranslation('keeping');
  const count = usePlayground((state) => state.items.length);
  const step = usePlayground((state) => (hasResult(state) ? state.step : null));
  const lesson = usePlayground((state) => state.lessonPage !== null || state.lessonBusy);
  const busy = usePlayground((state) => state.keepingJob !== null);
  const isSample = usePlayground((state) => state.datasetOrigin().sample !== null);
  const save = usePlayground((state) => state.saveProject);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const images = chosen ?? !isSample;
  const reason =
    count === 0 ? t('project.nothing') : lesson ? t('project.lesson') : busy ? t('project.busy') : null;
  const run = step === null ? t('project.noRun') : t(step > 0 ? 'project.run' : 'offer.untrained', { step });
  return (
    <section className={styles.section} aria-label={t('project.save')}>
      <label className={styles.check}>
        <input type="checkbox" checked={images} onChange={(event) => setChosen(event.target.checked)} />
        <span>
          {t('project.images')}
          <small>{t(isSample ? 'project.imagesSample' : 'project.imagesOwn')}</small>
        </span>
      </label>
      {reason ? (
        <p className={styles.lead}>{reason}</p>
      ) : (
        <p>{t('project.parts', { images: t('offer.images', { count }), run })}</p>
      )}
      <Button variant="primary" disabledReason={reason} onClick={() => void save({ images })}>
        {t('project.save')}
      </Button>
    </section>
  );
}

function OpenProject() {
  const { t } = useTranslation('keeping');
  const input = useRef<HTMLInputElement>(null);
  const open = usePlayground((state) => state.openProject);
  const setDialog = usePlayground((state) => state.setDialog);
  const busy = usePlayground((state) => state.keepingJob !== null);
  const lesson = usePlayground((state) => state.lessonPage !== null || state.lessonBusy);
  const reason = lesson ? t('project.lesson') : busy ? t('project.busy') : null;
  return (
    <section className={styles.section} aria-label={t('project.open')}>
      <Button disabledReason={reason} onClick={() => input.current?.click()}>
        {t('project.open')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        hidden
        aria-label={t('project.open')}
        data-testid="project-input"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (!file) return;
          setDialog(null);
          void open(file);
        }}
      />
    </section>
  );
}

function Job() {
  const { t } = useTranslation('keeping');
  const job = usePlayground((state) => state.keepingJob);
  if (!job) return null;
  const { what, done, total } = job;
  return <Progress label={t(`job.${what}`)} value={total > 0 ? done / total : null} />;
}

function KeptHere() {
  const { t, i18n } = useTranslation('keeping');
  const { state, savedAt, bytes, withoutImages } = usePlayground((now) => now.autosave);
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' });
  const text =
    state !== 'on'
      ? t(`kept.${state}`)
      : savedAt === null
        ? t('kept.onEmpty')
        : t('kept.on', { time: time.format(savedAt), size: formatBytes(bytes, i18n.language) });
  return (
    <section className={styles.section} aria-label={t('kept.title')} data-testid="kept-here">
      <h3>{t('kept.title')}</h3>
      <p>{text}</p>
      {withoutImages && <p>{t('kept.withoutImages')}</p>}
      {state !== 'off' && <StorageRoom />}
    </section>
  );
}
