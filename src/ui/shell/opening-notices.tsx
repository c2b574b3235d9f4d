/** Other images would end a run: the question before, and the way back after. */
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../store/store.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';

export function OpeningNotices() {
  const asks = usePlayground((state) => state.openingAsked !== null);
  const stopped = usePlayground((state) => state.earlierData?.stopped ?? false);
  return (
    <Suspense fallback={null}>
      {asks && <Question />}
      {stopped && <Stopped />}
    </Suspense>
  );
}

function Question() {
  const { t } = useTranslation(['keeping', 'samples']);
  const asked = usePlayground((state) => state.openingAsked);
  const step = usePlayground((state) => state.step);
  const total = usePlayground((state) => (state.runConfig ?? state.config).training.steps);
  const accept = usePlayground((state) => state.acceptOpening);
  const decline = usePlayground((state) => state.declineOpening);
  if (!asked) return null;
  const name =
    asked.kind === 'files'
      ? t('opening.files', { count: asked.count })
      : asked.kind === 'sample'
        ? t(`samples:names.${asked.name}` as 'samples:names.hex-nuts', { defaultValue: asked.name })
        : asked.name;
  const { run, images } = asked;
  return (
    <Notice
      title={t(run ? 'opening.title' : 'opening.titleReady', { name })}
      actions={
        <>
          <Button size="small" variant="primary" onClick={decline}>
            {t(run ? 'opening.decline' : 'replace.decline')}
          </Button>
          <Button size="small" onClick={accept}>
            {t(run ? 'opening.accept' : 'opening.acceptReady')}
          </Button>
        </>
      }
    >
      {run && <div>{t('opening.text', { step, total })}</div>}
      {images !== null && <div>{t('opening.images', { name: images || t('opening.yours') })}</div>}
    </Notice>
  );
}

function Stopped() {
  const { t } = useTranslation(['keeping', 'samples']);
  const earlier = usePlayground((state) => state.earlierData);
  const back = usePlayground((state) => state.reopenEarlier);
  const dismiss = usePlayground((state) => state.dismissStopped);
  if (!earlier) return null;
  const own = earlier.name || t('opening.yours');
  const name = earlier.own
    ? own
    : t(`samples:names.${earlier.name}` as 'samples:names.hex-nuts', { defaultValue: earlier.name });
  return (
    <Notice
      onDismiss={dismiss}
      actions={
        <Button size="small" onClick={() => void back()}>
          {t('opening.back', { name })}
        </Button>
      }
    >
      {t('opening.stopped', { name })}
    </Notice>
  );
}
