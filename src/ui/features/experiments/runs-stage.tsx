/**
 * The runs that were kept: a list to search, and under it one run in detail, chosen runs beside each other, or the same
 * configuration over its seeds.
 */
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterRuns, NO_FILTER, sortRuns, type RunSort } from '../../../core/runs/list.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Compare } from './compare.tsx';
import { ExportMenu } from './export-menu.tsx';
import { GridButton } from './grid/grid-button.tsx';
import { GridPanel } from './grid/grid-panel.tsx';
import { OpenGridResults } from './grid/open-grid-results.tsx';
import { OpenBundle } from './open-bundle.tsx';
import { OpenWeights } from './open-weights.tsx';
import { RunDetails } from './run-details.tsx';
import { RunFilters } from './run-filters.tsx';
import { RunTable } from './run-table.tsx';
import styles from './runs-stage.module.css';
import { Seeds } from './seeds.tsx';

type View = 'details' | 'compare' | 'seeds';

function Messages() {
  const { t } = useTranslation(['experiments', 'errors']);
  const error = usePlayground((state) => state.runsError);
  const deleted = usePlayground((state) => state.deletedRuns);
  const { undoDeleteRuns, dismissRunsError } = usePlayground.getState();
  return (
    <>
      {error && (
        <Notice tone="error" onDismiss={dismissRunsError}>
          {t(`errors:${error.code}`, {
            ...error.detail,
            message: error.message,
            defaultValue: error.message,
          })}
        </Notice>
      )}
      {deleted.length > 0 && (
        <Notice
          onDismiss={() => usePlayground.setState({ deletedRuns: [] })}
          actions={
            <Button size="small" onClick={() => void undoDeleteRuns()}>
              {t('undo')}
            </Button>
          }
        >
          {t('deleted', { count: deleted.length, name: deleted[0].name })}
        </Notice>
      )}
    </>
  );
}

export function RunsStage() {
  const { t } = useTranslation('experiments');
  const runs = usePlayground((state) => state.runs);
  const loaded = usePlayground((state) => state.runsLoaded);
  const chosenIds = usePlayground((state) => state.chosenRunIds);
  const currentId = usePlayground((state) => state.currentRunId);
  const [filter, setFilter] = useState(NO_FILTER);
  const [sort, setSort] = useState<{ readonly by: RunSort; readonly descending: boolean }>({
    by: 'started',
    descending: true,
  });
  const [openId, setOpenId] = useState<string | null>(null);
  const [view, setView] = useState<View>('details');
  useEffect(() => void usePlayground.getState().loadRuns(), []);
  const shown = useMemo(
    () => sortRuns(filterRuns(runs, filter), sort.by, sort.descending),
    [runs, filter, sort],
  );
  const chosen = useMemo(
    () => chosenIds.flatMap((id) => runs.find((run) => run.id === id) ?? []),
    [chosenIds, runs],
  );
  const wanted = openId ?? currentId;
  const open = runs.find(({ id }) => id === wanted) ?? shown[0] ?? null;

  return (
    <section className={styles.stage} aria-label={t('title')}>
      <div className={styles.head}>
        <div>
          <h2 className={styles.title}>{t('title')}</h2>
          <p className={styles.lead}>{t('lead')}</p>
        </div>
        <div className={styles.actions}>
          <GridButton />
          <OpenGridResults />
          <OpenBundle />
          <OpenWeights />
          <ExportMenu runs={chosen.length > 0 ? chosen : shown} all={chosen.length === 0} />
        </div>
      </div>
      <Messages />
      <GridPanel />
      {!loaded ? (
        <p className={styles.empty} role="status">
          {t('loading')}
        </p>
      ) : runs.length === 0 ? (
        <p className={styles.empty}>{t('empty')}</p>
      ) : (
        <>
          <RunFilters runs={runs} shown={shown.length} filter={filter} onChange={setFilter} />
          <RunTable
            runs={shown}
            chosenIds={chosenIds}
            currentId={currentId}
            openId={open?.id ?? null}
            sort={sort}
            onSort={(by) =>
              setSort((was) => ({ by, descending: was.by === by ? !was.descending : by !== 'name' }))
            }
            onOpen={(id) => {
              setOpenId(id);
              setView('details');
            }}
          />
          <Tabs
            label={t('views.label')}
            value={view}
            onChange={setView}
            className={styles.views}
            tabs={[
              {
                value: 'details',
                label: t('views.details'),
                content: open && <RunDetails key={open.id} run={open} />,
              },
              {
                value: 'compare',
                label: t('views.compare', { count: chosen.length }),
                content: <Compare runs={chosen} />,
              },
              { value: 'seeds', label: t('views.seeds'), content: <Seeds runs={shown} /> },
            ]}
          />
        </>
      )}
    </section>
  );
}
