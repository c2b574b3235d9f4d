/** Loading under way, with its way out; and what went wrong, where it happened. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportProgress } from '../../../store/state.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Progress } from '../../components/progress.tsx';
import styles from './import-status.module.css';

/** Estimates need some images first. */
const ESTIMATE_FROM = 20;
const ESTIMATE_AFTER_MS = 2000;

function secondsLeft({ done, total, startedAtMs }: ImportProgress, nowMs: number): number | null {
  const elapsedMs = nowMs - startedAtMs;
  if (total === 0 || done < ESTIMATE_FROM || elapsedMs < ESTIMATE_AFTER_MS) return null;
  return Math.ceil(((elapsedMs / done) * (total - done)) / 1000);
}

function Running({ progress }: { readonly progress: ImportProgress }) {
  const { t, i18n } = useTranslation('dataset');
  const cancel = usePlayground((state) => state.cancelImport);
  const [nowMs, setNowMs] = useState(progress.startedAtMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const { stage, done, total } = progress;
  const number = (value: number): string => value.toLocaleString(i18n.language);
  const count = total > 0 ? t('progress.count', { done: number(done), total: number(total) }) : '';
  const seconds = secondsLeft(progress, nowMs);
  const time =
    seconds === null
      ? null
      : seconds < 90
        ? t('progress.seconds', { count: seconds })
        : t('progress.minutes', { count: Math.round(seconds / 60) });
  return (
    <div className={styles.running}>
      <div className={styles.line}>
        <span>{t(`progress.${stage}`)}</span>
        <span className={styles.count}>{count}</span>
      </div>
      <Progress label={t(`progress.${stage}`)} value={total > 0 ? done / total : null} text={count} />
      <div className={styles.line}>
        <span className={styles.note}>
          {time !== null && `${t('progress.left', { time })} · `}
          {stage === 'resizing' ? t('progress.resizeKept') : stage === 'decoding' && t('progress.kept')}
        </span>
        <Button size="small" onClick={cancel}>
          {t('progress.cancel')}
        </Button>
      </div>
    </div>
  );
}

export function ImportStatus() {
  const { t } = useTranslation(['dataset', 'errors']);
  const progress = usePlayground((state) => state.importProgress);
  const error = usePlayground((state) => state.importError);
  const dismiss = usePlayground((state) => state.dismissImportError);
  const unexpected = error && t('errors.unexpected', { message: error.message });
  return (
    <>
      {progress && <Running progress={progress} />}
      {error && (
        <Notice tone="error" onDismiss={dismiss}>
          {t([`errors.${error.code}`, `errors:${error.code}`] as string[] as ['errors.unexpected'], {
            ...error.detail,
            message: error.message,
            defaultValue: unexpected,
          })}
        </Notice>
      )}
    </>
  );
}
