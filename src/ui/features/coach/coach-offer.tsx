/**
 * "Four things to look at": offered on the live page of someone's first run, never in the way. Taken or declined, it is remembered on this
 * device. The tour itself is fetched when it is wanted.
 */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';

const KEY = 'coach-marks';

function wasSeen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember(): void {
  try {
    localStorage.setItem(KEY, 'seen');
  } catch {
    // Storage may be refused; the choice then holds for this visit.
  }
}

export function CoachOffer() {
  const { t } = useTranslation('coach');
  const [seen, setSeen] = useState(wasSeen);
  // Where nobody watches (the command line, tests) there is nobody to guide.
  const live = usePlayground(
    ({ looksWatched, evaluations, lessonPage }) =>
      looksWatched && evaluations.length > 0 && lessonPage === null,
  );
  if (seen || !live) return null;
  const end = () => {
    remember();
    setSeen(true);
  };
  const start = async () => {
    const { startCoach } = await import('./coach-marks.ts');
    end();
    startCoach(t);
  };
  return (
    <Notice
      title={t('offer')}
      onDismiss={end}
      actions={
        <>
          <Button size="small" variant="primary" onClick={() => void start()}>
            {t('show')}
          </Button>
          <Button size="small" onClick={end}>
            {t('decline')}
          </Button>
        </>
      }
    />
  );
}
