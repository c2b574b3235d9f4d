/** Messages about what is kept: sessions of earlier visits, a project that waits for an answer, what came of opening it. */
import { Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionSummary } from '../../services/storage/sessions.ts';
import { usePlayground } from '../../store/store.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { Progress } from '../components/progress.tsx';
import { formatBytes } from '../format.ts';

/** Scores that agree to this much are the same: the last bits of float32 differ between devices. */
const SAME = 1e-5;

const quietly = (content: ReactNode) => <Suspense fallback={null}>{content}</Suspense>;

export function KeepingNotices() {
  const offered = usePlayground((state) => state.offeredSessions);
  const reading = usePlayground((state) => state.lessonPage !== null);
  const asks = usePlayground((state) => state.offeredProject !== null);
  const opened = usePlayground((state) => state.openedProject !== null);
  const waits = usePlayground((state) => state.waitingSession !== null);
  const error = usePlayground((state) => state.keepingError !== null);
  const working = usePlayground((state) => state.keepingJob !== null);
  return quietly(
    <>
      {!reading && offered.length > 0 && <SessionOffers offered={offered} />}
      {asks && <ProjectQuestion />}
      {working && <Working />}
      {error && <KeepingError />}
      {opened && <Opened />}
      {waits && <Waiting />}
    </>,
  );
}

const NEWEST = 3;

/** The newest ones; the others are a press away, and none goes by itself. */
function SessionOffers({ offered }: { readonly offered: readonly SessionSummary[] }) {
  const { t } = useTranslation('keeping');
  const [all, setAll] = useState(false);
  const older = offered.length - NEWEST;
  return (
    <>
      {(all ? offered : offered.slice(0, NEWEST)).map((session) => (
        <SessionOffer key={session.id} session={session} />
      ))}
      {!all && older > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('offer.older', { count: older })}
        </Button>
      )}
    </>
  );
}

function useCounts() {
  const { t } = useTranslation('keeping');
  return (images: number, run: string) => ({ images: t('offer.images', { count: images }), run });
}

function SessionOffer({ session }: { readonly session: SessionSummary }) {
  const { t, i18n } = useTranslation(['keeping', 'samples']);
  const restore = usePlayground((state) => state.restoreSession);
  const discard = usePlayground((state) => state.discardSession);
  const busy = usePlayground((state) => state.keepingJob !== null);
  const counts = useCounts();
  const { id, savedAt, sample, images, step, totalSteps, untrained, bytes } = session;
  const trained = step > 0 ? t('offer.run', { step, total: totalSteps }) : '';
  const run = untrained ? t('offer.untrained') : trained;
  const today = new Date(savedAt).toDateString() === new Date().toDateString();
  const time = new Intl.DateTimeFormat(i18n.language, {
    ...(today ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
  }).format(savedAt);
  const own = session.name || t('offer.yours');
  const name = sample
    ? t(`samples:names.${sample}` as 'samples:names.hex-nuts', { defaultValue: sample })
    : own;
  const size = formatBytes(bytes, i18n.language);
  return (
    <Notice
      title={t('offer.title', { time })}
      actions={
        <>
          <Button
            size="small"
            variant="primary"
            disabledReason={busy ? t('project.busy') : null}
            onClick={() => void restore(id)}
          >
            {t('offer.restore')}
          </Button>
          <Button size="small" onClick={() => void discard(id)}>
            {t('offer.discard')}
          </Button>
        </>
      }
    >
      {t('offer.text', { name, size, ...counts(images, run) })}
      {session.withoutImages && <div>{t('offer.withoutImages')}</div>}
    </Notice>
  );
}

function ProjectQuestion() {
  const { t } = useTranslation('keeping');
  const offered = usePlayground((state) => state.offeredProject);
  const accept = usePlayground((state) => state.acceptProject);
  const decline = usePlayground((state) => state.declineProject);
  const counts = useCounts();
  if (!offered) return null;
  const { name, images, step } = offered;
  const run = step === null ? '' : step === 0 ? t('offer.untrained') : t('project.run', { step });
  return (
    <Notice
      title={t('replace.title', { name })}
      actions={
        <>
          <Button size="small" onClick={() => void accept()}>
            {t('replace.accept')}
          </Button>
          <Button size="small" onClick={decline}>
            {t('replace.decline')}
          </Button>
        </>
      }
    >
      {t('replace.text', counts(images, run))}
    </Notice>
  );
}

function Working() {
  const { t } = useTranslation('keeping');
  const job = usePlayground((state) => state.keepingJob);
  if (!job) return null;
  const { what, done, total } = job;
  return (
    <Notice title={t(`job.${what}`)}>
      <Progress label={t(`job.${what}`)} value={total > 0 ? done / total : null} />
    </Notice>
  );
}

function KeepingError() {
  const { t } = useTranslation('errors');
  const error = usePlayground((state) => state.keepingError);
  const dismiss = usePlayground((state) => state.dismissKeepingError);
  if (!error) return null;
  const { code, detail, message } = error;
  return (
    <Notice tone="error" onDismiss={dismiss}>
      {t(code as 'unexpected', { ...detail, message, defaultValue: message })}
    </Notice>
  );
}

function Opened() {
  const { t, i18n } = useTranslation('keeping');
  const opened = usePlayground((state) => state.openedProject);
  const dismiss = usePlayground((state) => state.dismissOpenedProject);
  if (!opened) return null;
  const { name, difference, scores: count } = opened;
  const number = new Intl.NumberFormat(i18n.language, {
    notation: 'scientific',
    maximumSignificantDigits: 2,
  });
  const values = { name, count, difference: difference === null ? '' : number.format(difference) };
  const text = difference === null ? 'opened.plain' : difference <= SAME ? 'opened.same' : 'opened.differs';
  return <Notice onDismiss={dismiss}>{t(text, values)}</Notice>;
}

function Waiting() {
  const { t } = useTranslation('keeping');
  const waiting = usePlayground((state) => state.waitingSession);
  const forget = usePlayground((state) => state.forgetWaitingSession);
  if (!waiting) return null;
  const { name, images: count } = waiting;
  return (
    <Notice
      actions={
        <Button size="small" onClick={forget}>
          {t('waiting.forget')}
        </Button>
      }
    >
      {t('waiting.text', { name, images: t('offer.images', { count }) })}
    </Notice>
  );
}
