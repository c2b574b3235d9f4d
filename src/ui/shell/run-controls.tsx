/** Play or pause, one step, reset. */
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { usePlayground } from '../../store/store.ts';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { oneStep, pauses, playOrPause, reset } from './actions.ts';
import styles from './top-bar.module.css';
import { whyNotPlay, whyNotReset, whyNotStep } from './why-not.ts';

export function RunControls() {
  const { t } = useTranslation('shell');
  const state = usePlayground(
    useShallow(({ phase, items, importProgress, step, startWaits }) => ({
      phase,
      items,
      importProgress,
      step,
      startWaits,
    })),
  );
  const { phase, step, startWaits } = state;
  const pausing = pauses(state);
  const name = startWaits
    ? 'dontStart'
    : phase === 'evaluating'
      ? 'stop'
      : pausing
        ? 'pause'
        : phase === 'finished'
          ? 'playAgain'
          : phase === 'paused' && step > 0
            ? 'continue'
            : 'play';
  const why = (reason: string | null) => reason && t(`why.${reason}`);
  return (
    <div className={styles.controls} role="group" aria-label={t('controls')}>
      <Button
        variant="primary"
        data-play
        className={styles.play}
        disabledReason={why(whyNotPlay(state))}
        onClick={playOrPause}
      >
        <Icon name={pausing ? 'pause' : 'play'} />
        {t(name)}
      </Button>
      <IconButton icon="step" label={t('step')} disabledReason={why(whyNotStep(state))} onClick={oneStep} />
      <IconButton icon="reset" label={t('reset')} disabledReason={why(whyNotReset(state))} onClick={reset} />
    </div>
  );
}
