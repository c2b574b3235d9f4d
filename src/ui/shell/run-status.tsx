/** What the page is doing, how far it is and how fast it goes. */
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { usePlayground } from '../../store/store.ts';
import { Progress } from '../components/progress.tsx';
import { formatCount, formatDuration, formatRate } from '../format.ts';
import { costOf } from '../run-cost.ts';
import { paceOf } from '../run-progress.ts';
import styles from './top-bar.module.css';

export function RunStatus() {
  const { t, i18n } = useTranslation('shell');
  const language = i18n.language;
  const {
    phase,
    startWaits,
    importing,
    images,
    status,
    step,
    stepMs,
    plan,
    evaluations,
    config,
    runConfig,
    backend,
  } = usePlayground(
    useShallow((state) => ({
      phase: state.phase,
      startWaits: state.startWaits,
      importing: state.importProgress !== null,
      images: state.items.length,
      status: state.status,
      step: state.step,
      stepMs: state.stepMs,
      plan: state.plan,
      evaluations: state.evaluations,
      config: state.config,
      runConfig: state.runConfig,
      backend: state.backend,
    })),
  );
  const running = runConfig ?? config;
  const total = running.training.steps;
  const everySteps = running.evaluation.everySteps;
  const pace = paceOf({ step, totalSteps: total, everySteps, stepMs, plan, evaluations });

  const main = (() => {
    if (startWaits) return t('startWaits');
    if (phase === 'idle' && importing) return t('imagesLoading');
    if (phase === 'ready') {
      const measured = { backend, plan, runConfig, stepMs };
      const time = formatDuration(costOf(config, measured, images), language, true);
      if (config.training.steps === 0) return t('phase.readyUntrained', { time });
      return t('phase.ready', { steps: formatCount(total, language), time });
    }
    return t(`phase.${phase}`);
  })();
  const doing = status && phase !== 'ready' && phase !== 'idle' ? t(`status.${status.phase}`) : null;
  const share =
    doing && typeof status?.fraction === 'number'
      ? t('percent', { percent: Math.round(100 * status.fraction) })
      : null;

  const begun = step > 0 || phase === 'training';
  const moving = phase === 'training' || phase === 'pausing';
  const figures: string[] = [];
  if (begun) {
    const count = { step: formatCount(step, language), total: formatCount(total, language) };
    figures.push(t('stepOf', count));
  }
  if (moving && pace) {
    figures.push(t('timeLeft', { time: formatDuration(pace.msLeft, language) }));
    if (!doing) {
      figures.push(
        pace.stepsPerSecond >= 1
          ? t('stepsPerSecond', { rate: formatRate(pace.stepsPerSecond, language) })
          : t('secondsPerStep', { seconds: formatRate(1 / pace.stepsPerSecond, language) }),
        t('imagesPerSecond', { rate: formatRate(pace.imagesPerSecond, language) }),
      );
    }
  }
  const value = begun
    ? total > 0
      ? step / total
      : 1
    : phase === 'preparing'
      ? (status?.fraction ?? null)
      : 0;
  return (
    <div className={styles.status} data-phase={phase} data-testid="run-status">
      <div className={styles.line}>
        <strong>{doing ?? main}</strong>
        {share && <span>{share}</span>}
        {figures.map((figure) => (
          <span key={figure.replace(/[\d.,\s]+/g, '')}>{figure}</span>
        ))}
      </div>
      <Progress
        label={t('progress')}
        value={value}
        text={begun ? t('stepOf', { step, total }) : main}
        className={styles.bar}
      />
    </div>
  );
}
