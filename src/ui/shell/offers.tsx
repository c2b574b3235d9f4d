/** Questions that wait for an answer: a link that would close what is open, and a new version of the page. */
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { isBusy } from '../../store/session/session-machine.ts';
import { usePlayground } from '../../store/store.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';

export function LinkOffer() {
  const offered = usePlayground((state) => state.offeredLink !== null);
  return offered ? (
    <Suspense fallback={null}>
      <LinkQuestion />
    </Suspense>
  ) : null;
}

function LinkQuestion() {
  const { t } = useTranslation('sharing');
  const accept = usePlayground((state) => state.acceptLink);
  const decline = usePlayground((state) => state.declineLink);
  const replaces = usePlayground((state) => state.offeredLink?.sample !== null);
  return (
    <Notice
      title={t('offer.title')}
      actions={
        <>
          <Button size="small" onClick={() => void accept()}>
            {t('offer.accept')}
          </Button>
          <Button size="small" onClick={decline}>
            {t('offer.decline')}
          </Button>
        </>
      }
    >
      {t(replaces ? 'offer.replaces' : 'offer.keeps')}
    </Notice>
  );
}

export function UpdateOffer() {
  const ready = usePlayground((state) => state.updateReady);
  return ready ? (
    <Suspense fallback={null}>
      <UpdateQuestion />
    </Suspense>
  ) : null;
}

function UpdateQuestion() {
  const { t } = useTranslation('sharing');
  const take = usePlayground((state) => state.takeUpdate);
  const dismiss = usePlayground((state) => state.dismissUpdate);
  const busy = usePlayground((state) => isBusy(state.phase));
  return (
    <Notice
      onDismiss={dismiss}
      actions={
        <Button size="small" disabledReason={busy ? t('update.busy') : null} onClick={take}>
          {t('update.take')}
        </Button>
      }
    >
      {t('update.text')}
    </Notice>
  );
}
