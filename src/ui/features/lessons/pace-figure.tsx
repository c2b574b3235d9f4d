/** Page 4: one step, slow motion, full speed. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/select.tsx';
import styles from './lessons.module.css';
import { TrainButton, useBusyReason } from './train-button.tsx';

const PACES = ['1', '2', '4', 'full'] as const;

export function PaceFigure() {
  const { t } = useTranslation('lessons');
  const pace = usePlayground((state) => state.pace);
  const setPace = usePlayground((state) => state.setPace);
  const phase = usePlayground((state) => state.phase);
  const last = usePlayground((state) => state.records.at(-1));
  const reason = useBusyReason();
  const { stepOnce, play, pause } = usePlayground.getState();
  const running = phase === 'training';
  const ended = phase === 'finished' || phase === 'failed';
  return (
    <section className={styles.figure} aria-label={t('training.figure')}>
      <div className={styles.row}>
        <Button
          disabledReason={reason ?? (ended ? t('training.ended') : null)}
          onClick={() => void stepOnce()}
        >
          {t('training.step')}
        </Button>
        {running ? (
          <Button onClick={() => void pause()}>{t('training.pause')}</Button>
        ) : (
          <TrainButton label={t(ended ? 'training.again' : 'training.play')} onPress={() => void play()} />
        )}
        <label>
          {t('training.pace')}{' '}
          <Select
            value={pace === null ? 'full' : String(pace)}
            options={PACES.map((value) => ({ value: value as string, label: t(`training.paces.${value}`) }))}
            onChange={(value) => void setPace(value === 'full' ? null : Number(value))}
          />
        </label>
      </div>
      <p>
        {last
          ? t('training.last', {
              step: last.step,
              loss: last.loss.toFixed(3),
              accuracy: Math.round(100 * last.accuracy),
              rate: last.learningRate.toPrecision(2),
            })
          : t('training.none')}
      </p>
    </section>
  );
}
