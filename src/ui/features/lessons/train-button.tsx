/** Trains the page's run from the start, or goes on with it; says why where it cannot. */
import { useTranslation } from 'react-i18next';
import type { SessionPhase } from '../../../store/state.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import styles from './lessons.module.css';

const IDLE: ReadonlySet<SessionPhase> = new Set(['ready', 'paused', 'finished', 'failed']);

/** Starts the run of the present configuration anew. */
export async function trainAnew(): Promise<void> {
  const { phase, reset } = usePlayground.getState();
  if (phase !== 'ready' && phase !== 'idle') await reset();
  if (usePlayground.getState().phase === 'ready') await usePlayground.getState().play();
}

export function useBusyReason(): string | null {
  const { t } = useTranslation('lessons');
  const ready = usePlayground((state) => IDLE.has(state.phase) && !state.lessonBusy && !state.importProgress);
  return ready ? null : t('busyReason');
}

interface Props {
  readonly label: string;
  readonly onPress?: () => void;
  readonly primary?: boolean;
}

export function TrainButton({ label, onPress, primary = false }: Props) {
  const reason = useBusyReason();
  return (
    <Button
      variant={primary ? 'primary' : 'default'}
      disabledReason={reason}
      onClick={() => (onPress ? onPress() : void trainAnew())}
    >
      {label}
    </Button>
  );
}

/** Where a page needs a trained network and there is none. */
export function NeedsRun() {
  const { t } = useTranslation('lessons');
  return (
    <div className={styles.needsRun}>
      <p>{t('needsRun')}</p>
      <TrainButton primary label={t('trainNow')} />
    </div>
  );
}
