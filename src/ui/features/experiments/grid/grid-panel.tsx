/** The queue: how far each grid is, what can be done with it, its runs and its table. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { expansionOf } from '../../../../core/runs/grid/grid.ts';
import { shownSettings } from '../../../../core/runs/grid/result-table.ts';
import type { QueuedGrid } from '../../../../store/queue/queue-state.ts';
import { usePlayground } from '../../../../store/store.ts';
import { Button } from '../../../components/button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Progress } from '../../../components/progress.tsx';
import { Select } from '../../../components/select.tsx';
import { formatBytes, formatDuration } from '../../../format.ts';
import { costOf } from '../../../run-cost.ts';
import { useErrorText } from '../use-error-text.ts';
import { useSettingNames } from '../../../components/use-setting-names.ts';
import { GridResults } from './grid-results.tsx';
import styles from './grid.module.css';

function Entries({ queued }: { readonly queued: QueuedGrid }) {
  const { t } = useTranslation('grids');
  const names = useSettingNames();
  const errorText = useErrorText();
  const { skipGridRun, retryGridRun } = usePlayground.getState();
  const { cells, runs } = expansionOf(queued.grid);
  const shown = shownSettings(queued.grid);
  return (
    <ol className={styles.entries}>
      {queued.entries.map(({ state, error }, i) => {
        const run = runs[i];
        if (!run) return null;
        const values = cells[run.cell].set
          .filter(({ path }) => shown.includes(path))
          .map(({ path, value }) => names.value(path, value));
        const what = [...values, t('seed', { seed: run.seed })].join(', ');
        return (
          <li key={i} data-state={state}>
            <span>
              {what}
              {error && <small className={styles.error}>{errorText(error)}</small>}
            </span>
            <em>{t(`entry.${state}`)}</em>
            {(state === 'waiting' || state === 'running') && (
              <Button
                size="small"
                variant="ghost"
                aria-label={t('skipRun', { run: what })}
                onClick={() => void skipGridRun(queued.id, i)}
              >
                {t('skip')}
              </Button>
            )}
            {(state === 'failed' || state === 'skipped') && (
              <Button
                size="small"
                variant="ghost"
                aria-label={t('retryRun', { run: what })}
                onClick={() => void retryGridRun(queued.id, i)}
              >
                {t('retry')}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Share of the run on the page that is done; 0 while it is prepared. */
function useShareOfRun(queued: QueuedGrid): number {
  return usePlayground(({ runningGrid, step, runConfig }) =>
    runningGrid?.id === queued.id && runConfig
      ? Math.min(1, step / Math.max(1, runConfig.training.steps))
      : 0,
  );
}

function useTimeLeft(queued: QueuedGrid, share: number): number {
  const measured = usePlayground((state) => state.stepMs ?? state.plan?.measuredStepMs ?? null);
  const { backend, plan, runConfig } = usePlayground.getState();
  const { runs } = expansionOf(queued.grid);
  return queued.entries.reduce((sum, { state }, i) => {
    if (!runs[i] || (state !== 'waiting' && state !== 'running')) return sum;
    const wholeMs = costOf(runs[i].config, { backend, plan, runConfig, stepMs: measured });
    return sum + wholeMs * (state === 'running' ? 1 - share : 1);
  }, 0);
}

function QueuedGridView({ queued }: { readonly queued: QueuedGrid }) {
  const { t, i18n } = useTranslation('grids');
  const { pauseGrid, resumeGrid, removeGrid } = usePlayground.getState();
  const here = usePlayground(({ runningGrid }) => runningGrid?.id === queued.id);
  const share = useShareOfRun(queued);
  const leftMs = useTimeLeft(queued, share);
  const count = queued.entries.length;
  const of = (wanted: string) => queued.entries.filter(({ state }) => state === wanted).length;
  const done = of('done');
  const closed = done + of('failed') + of('skipped');
  const [asking, setAsking] = useState(false);
  const text = t('progress', { done, count, failed: of('failed'), skipped: of('skipped') });
  const running = queued.state === 'running';
  const kept = usePlayground(({ autosave }) =>
    autosave.state !== 'on' || autosave.withoutImages
      ? t('imagesNotKept')
      : t('imagesKept', { size: formatBytes(autosave.bytes, i18n.language) }),
  );
  return (
    <div className={styles.queued}>
      <div className={styles.queuedHead}>
        <span className={styles.state} data-state={queued.state}>
          {t(running && !here ? 'state.elsewhere' : `state.${queued.state}`)}
        </span>
        <span>{text}</span>
        {leftMs > 0 && <span>{t('timeLeft', { time: formatDuration(leftMs, i18n.language, true) })}</span>}
        <span className={styles.buttons}>
          {running && (
            <Button size="small" onClick={() => void pauseGrid(queued.id)}>
              {t('pause')}
            </Button>
          )}
          {queued.state === 'paused' && (
            <Button size="small" variant="primary" onClick={() => void resumeGrid(queued.id)}>
              {t('resume')}
            </Button>
          )}
          <Button size="small" onClick={() => (asking ? void removeGrid(queued.id) : setAsking(true))}>
            {t(asking ? 'removeSure' : 'remove')}
          </Button>
        </span>
      </div>
      <Progress label={queued.grid.name} value={(closed + share) / Math.max(1, count)} text={text} />
      <p className={styles.note}>
        {t('images', { name: queued.dataset.name, count: queued.dataset.images })}{' '}
        {queued.state !== 'done' && kept}
      </p>
      <GridResults queued={queued} />
      <Disclosure summary={t('runs', { count })}>
        <Entries queued={queued} />
      </Disclosure>
    </div>
  );
}

export function GridPanel() {
  const { t } = useTranslation('grids');
  const errorText = useErrorText();
  const grids = usePlayground((state) => state.grids);
  const error = usePlayground((state) => state.gridError);
  const [wanted, setWanted] = useState<string | null>(null);
  const active = grids.find(({ state }) => state === 'running');
  const shown = grids.find(({ id }) => id === wanted) ?? active ?? grids[0];
  if (!shown && !error) return null;
  return (
    <section className={styles.panel} aria-label={t('queue')}>
      <div className={styles.panelHead}>
        <h3>{t('queue')}</h3>
        {grids.length > 1 && shown ? (
          <Select
            aria-label={t('which')}
            value={shown.id}
            options={grids.map(({ id, grid }) => ({ value: id, label: grid.name }))}
            onChange={setWanted}
          />
        ) : (
          shown && <strong>{shown.grid.name}</strong>
        )}
      </div>
      {error && (
        <Notice tone="error" onDismiss={() => usePlayground.getState().dismissGridError()}>
          {errorText(error)}
        </Notice>
      )}
      {shown && <QueuedGridView key={shown.id} queued={shown} />}
    </section>
  );
}
