/** One run in the list. The mark beside its box is its line in the charts. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { lastMetrics, type RunRecord } from '../../../core/runs/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { classes } from '../../components/classes.ts';
import { formatCount } from '../../format.ts';
import { moment, share } from './format.ts';
import { LineMark } from './line-mark.tsx';
import styles from './run-table.module.css';
import { useSettingNames } from '../../components/use-setting-names.ts';

interface Props {
  readonly run: RunRecord;
  readonly index: number;
  /** Place among the chosen runs, or -1. */
  readonly place: number;
  /** No further run can be chosen. */
  readonly full: boolean;
  readonly current: boolean;
  readonly open: boolean;
  readonly style: CSSProperties;
  readonly onOpen: () => void;
}

export function RunRow({ run, index, place, full, current, open, style, onOpen }: Props) {
  const { t, i18n } = useTranslation('experiments');
  const names = useSettingNames();
  const { chooseRun, editRun } = usePlayground.getState();
  const { augment, model, seed } = run.config;
  const last = lastMetrics(run);
  const range =
    last?.low !== null && last?.low !== undefined ? `[${share(last.low)}, ${share(last.high)}]` : '';
  const task = names.value('augment.task', augment.task);
  const backbone = names.value('model.backbone', model.backbone);
  const refused = place < 0 && full;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-current={open || undefined}
      className={classes(styles.row, open && styles.open)}
      style={style}
    >
      <span role="cell" className={styles.choose}>
        <input
          type="checkbox"
          checked={place >= 0}
          disabled={refused}
          title={refused ? t('eightChosen') : undefined}
          aria-label={t('choose', { name: run.name })}
          onChange={(event) => chooseRun(run.id, event.target.checked)}
        />
        {place >= 0 && <LineMark index={place} />}
      </span>
      <span role="cell" className={styles.star}>
        <button
          type="button"
          aria-pressed={run.starred}
          aria-label={t('star', { name: run.name })}
          onClick={() => void editRun(run.id, { starred: !run.starred })}
        >
          {run.starred ? '★' : '☆'}
        </button>
      </span>
      <span role="cell" className={styles.name}>
        <button type="button" onClick={onOpen} title={run.note || undefined}>
          {run.name}
        </button>
        {(current || run.state !== 'finished') && (
          <span className={styles.state} data-state={run.state}>
            {t(current && run.state === 'finished' ? 'state.current' : `state.${run.state}`)}
          </span>
        )}
        {run.lesson !== undefined && (
          <span className={styles.state}>{t('ofLesson', { page: run.lesson })}</span>
        )}
        <span className={styles.facts}>
          {run.dataset.name} · {task} · {backbone} · {t('seedShort', { seed })}
        </span>
      </span>
      <span role="cell" className={styles.dataset} title={run.dataset.name}>
        {run.dataset.name}
      </span>
      <span role="cell" className={styles.task} title={task}>
        {task}
      </span>
      <span role="cell" className={styles.backbone} title={backbone}>
        {backbone}
      </span>
      <span role="cell" className={styles.seed}>
        {seed}
      </span>
      <span role="cell" className={styles.steps}>
        {formatCount(run.step, i18n.language)}
      </span>
      <span role="cell" className={styles.auroc}>
        <strong>{share(last?.auroc)}</strong>
        <small>{range}</small>
      </span>
      <span role="cell" className={styles.started}>
        {moment(run.startedAt, i18n.language)}
      </span>
    </div>
  );
}
