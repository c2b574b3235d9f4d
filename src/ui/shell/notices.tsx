/** Messages under the top bar: what went wrong in the session, what was mended, and settings that wait for a new run. */
import { useTranslation } from 'react-i18next';
import type { SessionPhase } from '../../store/state.ts';
import { sameRun } from '../../core/config/scope.ts';
import { usePlayground } from '../../store/store.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { act } from './actions.ts';
import styles from './notices.module.css';
import { KeepingNotices } from './keeping-notices.tsx';
import { OpeningNotices } from './opening-notices.tsx';
import { InsecureNotice } from './insecure-notice.tsx';
import { LinkOffer, UpdateOffer } from './offers.tsx';

function SessionError() {
  const { t } = useTranslation(['shell', 'errors', 'common']);
  const error = usePlayground((state) => state.sessionError);
  const play = usePlayground((state) => state.play);
  const reset = usePlayground((state) => state.reset);
  if (!error) return null;
  const text = t(`errors:${error.code}`, {
    ...error.detail,
    message: error.message,
    defaultValue: error.message,
  });
  return (
    <Notice
      tone="error"
      actions={
        <>
          <Button size="small" onClick={() => act(play)}>
            {t('common:retry')}
          </Button>
          <Button size="small" onClick={() => act(reset)}>
            {t('resetNow')}
          </Button>
        </>
      }
    >
      {text}
    </Notice>
  );
}

/** Elsewhere play starts a new run, which takes the new settings anyway. */
const UNDER_WAY: ReadonlySet<SessionPhase> = new Set(['training', 'pausing', 'paused', 'evaluating']);

function Outdated() {
  const { t } = useTranslation('shell');
  const outdated = usePlayground(
    ({ config, runConfig, step, phase }) =>
      runConfig !== null && step > 0 && UNDER_WAY.has(phase) && !sameRun(config, runConfig),
  );
  const restart = async () => {
    const { reset } = usePlayground.getState();
    await reset();
    await usePlayground.getState().play();
  };
  if (!outdated) return null;
  return (
    <Notice
      actions={
        <Button size="small" onClick={() => act(restart)}>
          {t('restart')}
        </Button>
      }
    >
      {t('outdated')}
    </Notice>
  );
}

export function Notices() {
  const { t } = useTranslation('shell');
  const notices = usePlayground((state) => state.notices);
  const dismiss = usePlayground((state) => state.dismissNotice);
  return (
    <div className={styles.notices} aria-label={t('notices')} role="region">
      <SessionError />
      <OpeningNotices />
      <InsecureNotice />
      {notices.map(({ id, code, detail }) => (
        <Notice key={id} onDismiss={() => dismiss(id)}>
          {t(`notice.${code}`, detail)}
        </Notice>
      ))}
      <Outdated />
      <KeepingNotices />
      <LinkOffer />
      <UpdateOffer />
    </div>
  );
}
