/** The ranking with its uncertainty, and the truth beside it where there are labels; a task is taken from its row. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../core/augment/tasks.ts';
import { PROBES } from '../../../core/choice/families.ts';
import type { RankedTask, Trials } from '../../../core/choice/trial.ts';
import { truthOf } from '../../../core/choice/truth.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { classes } from '../../components/classes.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import styles from './task-choice.module.css';

/** In so many draws the first must be first for the ranking to be called clear. */
const CLEAR = 0.8;

export function TaskRanking({ choice }: { readonly choice: Trials }) {
  const { t } = useTranslation(['augment', 'kinds']);
  const items = usePlayground((state) => state.items);
  const truth = useMemo(() => {
    const labels = new Map(
      items.filter(({ role }) => role === 'test').map(({ id, label }) => [id, label === 'anomalous']),
    );
    return truthOf(choice, (id) => labels.get(id));
  }, [choice, items]);
  const { ranking } = choice;
  const [best, second] = ranking;
  const rate = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : value.toFixed(3);
  const name = (task: Task) => t(`kinds:${task}.task`);
  const names = {
    task: name(best.task),
    percent: Math.round(100 * best.first),
    second: second ? name(second.task) : '',
  };
  return (
    <div className={styles.result} data-testid="task-ranking">
      <p>
        <strong>{t(best.first >= CLEAR || !second ? 'choice.clear' : 'choice.unclear', names)}</strong>
      </p>
      <p className={styles.text}>{t('choice.weak')}</p>
      <div className={styles.scroll}>
        <table className={classes(styles.table, styles.ranking)}>
          <thead>
            <tr>
              <th scope="col">{t('choice.task')}</th>
              <th scope="col">{t('choice.score')}</th>
              <th scope="col">{t('choice.first')}</th>
              {truth && <th scope="col">{t('choice.auroc')}</th>}
              <th scope="col">{t('choice.take')}</th>
            </tr>
          </thead>
          <tbody>
            {ranking.map((ranked) => (
              <tr key={ranked.task}>
                <th scope="row">{name(ranked.task)}</th>
                <td data-label={t('choice.score')}>
                  <Score ranked={ranked} all={ranking} text={rate(ranked.score)} />
                </td>
                <td data-label={t('choice.first')}>{Math.round(100 * ranked.first)} %</td>
                {truth && (
                  <td data-label={t('choice.auroc')}>
                    {rate(truth.tasks.find(({ task }) => task === ranked.task)?.auroc)}
                  </td>
                )}
                <td className={styles.take}>
                  <Take task={ranked.task} name={name(ranked.task)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {truth && (
        <p className={styles.text}>
          {t('choice.truth', {
            spearman: rate(truth.spearman),
            regret: rate(truth.regret),
            blind: rate(truth.blindRegret),
          })}
        </p>
      )}
      <Disclosure summary={t('choice.details')}>
        <p className={styles.text}>{t('choice.detailsText', { count: choice.heldOutIds.length })}</p>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('choice.task')}</th>
                {PROBES.map((probe) => (
                  <th key={probe} scope="col">
                    {t(`kinds:${probe}.name`)}
                  </th>
                ))}
                <th scope="col">{t('choice.proxy')}</th>
              </tr>
            </thead>
            <tbody>
              {ranking.map(({ task, probes, proxyAccuracy, chance }) => (
                <tr key={task}>
                  <th scope="row">{name(task)}</th>
                  {probes.map(({ probe, auroc, own }) => (
                    <td key={probe} className={own ? styles.own : undefined}>
                      {own ? `(${rate(auroc)})` : rate(auroc)}
                    </td>
                  ))}
                  <td>{t('choice.proxyOf', { accuracy: rate(proxyAccuracy), chance: rate(chance) })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Disclosure>
    </div>
  );
}

interface ScoreProps {
  readonly ranked: RankedTask;
  readonly all: readonly RankedTask[];
  readonly text: string;
}

/** A dot with its interval, on the scale that all intervals share. */
function Score({ ranked, all, text }: ScoreProps) {
  const { score, interval } = ranked;
  const ends = all.flatMap((one) => (one.interval ? [one.interval.low, one.interval.high] : []));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const at = (value: number) => `${high > low ? (100 * (value - low)) / (high - low) : 50}%`;
  return (
    <span className={styles.score}>
      <span>{text}</span>
      {score !== null && interval && (
        <svg className={styles.range} aria-hidden="true">
          <line x1={at(interval.low)} x2={at(interval.high)} y1="50%" y2="50%" />
          <circle cx={at(score)} cy="50%" r="4" />
        </svg>
      )}
    </span>
  );
}

function Take({ task, name }: { readonly task: Task; readonly name: string }) {
  const { t } = useTranslation('augment');
  const taken = usePlayground((state) => state.config.augment.task === task);
  const set = usePlayground((state) => state.setParameter);
  return (
    <Button
      size="small"
      aria-label={t('choice.takeTask', { task: name })}
      onClick={() => set('augment.task', task)}
      disabledReason={taken ? t('choice.taken') : null}
    >
      {t(taken ? 'choice.isTaken' : 'choice.take')}
    </Button>
  );
}
