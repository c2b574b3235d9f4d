/** Which tasks are compared, what that takes (told before it is begun), how far it is, and what came of it. */
import { useTranslation } from 'react-i18next';
import { TASKS } from '../../../core/augment/tasks.ts';
import { TRIAL_STEPS } from '../../../core/choice/trial-config.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Progress } from '../../components/progress.tsx';
import { formatDuration } from '../../format.ts';
import { TaskRanking } from './task-ranking.tsx';
import styles from './task-choice.module.css';

const FEWEST_TASKS = 2;

export function TaskChoicePanel() {
  const { t } = useTranslation(['augment', 'errors']);
  const choice = usePlayground((state) => state.choice);
  const running = usePlayground((state) => state.choiceRunning);
  const error = usePlayground((state) => state.choiceError);
  return (
    <div className={styles.panel}>
      <p className={styles.text}>{t('choice.text', { steps: TRIAL_STEPS })}</p>
      <Tasks />
      {running ? <Running /> : <Start />}
      {error && (
        <p role="alert" className={styles.error}>
          {t(`errors:${error.code}`, { ...error.detail, defaultValue: error.message })}
        </p>
      )}
      {choice && <TaskRanking choice={choice} />}
    </div>
  );
}

function Tasks() {
  const { t } = useTranslation(['augment', 'kinds', 'parameters']);
  const chosen = usePlayground((state) => state.choiceTasks);
  const running = usePlayground((state) => state.choiceRunning);
  const choose = usePlayground((state) => state.setChoiceTasks);
  return (
    <fieldset className={styles.tasks} disabled={running}>
      <legend>{t('choice.tasks')}</legend>
      {TASKS.map((task) => (
        <label key={task} className={styles.task}>
          <input
            type="checkbox"
            checked={chosen.includes(task)}
            onChange={({ target }) =>
              choose(TASKS.filter((one) => (one === task ? target.checked : chosen.includes(one))))
            }
          />
          {t(`kinds:${task}.task`)}
        </label>
      ))}
    </fieldset>
  );
}

/** The cost is measured first; only then there is something to begin. */
function Start() {
  const { t, i18n } = useTranslation('augment');
  const tasks = usePlayground((state) => state.choiceTasks);
  const costMs = usePlayground((state) => state.choiceCostMs);
  const measuring = usePlayground((state) => state.choiceMeasuring);
  const measure = usePlayground((state) => state.measureChoice);
  const run = usePlayground((state) => state.runChoice);
  const training = usePlayground((state) => state.phase === 'training');
  const reason = tasks.length < FEWEST_TASKS ? t('choice.tooFew') : null;
  if (costMs === null)
    return (
      <div className={styles.actions}>
        <Button
          size="small"
          onClick={() => void measure()}
          disabledReason={measuring ? t('choice.measuring') : reason}
          aria-busy={measuring}
        >
          {t(measuring ? 'choice.measuring' : 'choice.measure')}
        </Button>
        <span className={styles.text}>{t('choice.measureText')}</span>
      </div>
    );
  const time = formatDuration(costMs, i18n.language, true);
  return (
    <div className={styles.actions}>
      <Button size="small" variant="primary" onClick={() => void run()} disabledReason={reason}>
        {t('choice.run', { count: tasks.length, time })}
      </Button>
      {training && <span className={styles.text}>{t('choice.beside')}</span>}
    </div>
  );
}

function Running() {
  const { t } = useTranslation('augment');
  const share = usePlayground((state) => state.choiceShare);
  const count = usePlayground((state) => state.choiceTasks.length);
  const stop = usePlayground((state) => state.stopChoice);
  const label = t('choice.running', { number: Math.min(count, Math.floor(share * count) + 1), count });
  return (
    <div className={styles.actions}>
      <div className={styles.progress}>
        <span className={styles.text}>{label}</span>
        <Progress label={label} value={share} />
      </div>
      <Button size="small" onClick={stop}>
        {t('choice.stop')}
      </Button>
    </div>
  );
}
