/** A grid whose runs were made elsewhere, as an entry of the queue. */
import { PlaygroundError, toErrorReport } from '../../core/errors.ts';
import { keyWithoutSeed } from '../../core/runs/config-leaves.ts';
import { expansionOf } from '../../core/runs/grid/grid.ts';
import type { RunRecord } from '../../core/runs/types.ts';
import { newId } from '../../services/new-id.ts';
import type { GridResults, QueuedGrid, QueueEntry } from './queue-state.ts';

const damaged = (reason: string): PlaygroundError =>
  new PlaygroundError('grid-results-damaged', `The results of the grid cannot be read: ${reason}.`, {
    reason,
  });

/**
 * The entry, with the id that the grid has where its runs were opened before.
 * @param known runs that are in the list
 * @throws PlaygroundError `grid-results-damaged` when a run is not the one of its place, `grid-results-empty` without any run
 */
export function addedGrid(
  { grid, runs, whole }: GridResults,
  known: readonly RunRecord[],
  now: number,
): QueuedGrid {
  const planned = expansionOf(grid).runs;
  const records = whole.flatMap((one) => one?.record ?? []);
  const [first] = records;
  if (!first) throw new PlaygroundError('grid-results-empty', 'The folder has no finished run.', {});
  whole.forEach((one, i) => {
    const config = one?.record.config;
    const wanted = planned[i].config;
    if (config && (config.seed !== wanted.seed || keyWithoutSeed(config) !== keyWithoutSeed(wanted)))
      throw damaged(`run ${i + 1} has other settings than the grid`);
  });
  const ids = new Set(records.map(({ id }) => id));
  const before = known.find((run) => ids.has(run.id))?.grid;
  const entries = runs.map(({ state, error }, i): QueueEntry => {
    const runId = whole[i]?.record.id ?? null;
    if (runId !== null) return { state: 'done', runId, error: null };
    if (state !== 'failed') return { state: 'waiting', runId, error: null };
    return { state: 'failed', runId, error: toErrorReport(new Error(error ?? '')) };
  });
  const { name, fingerprint, train, testNormal, testAnomalous } = first.dataset;
  return {
    version: 1,
    id: before ?? newId(),
    grid,
    createdAt: now,
    state: entries.some(({ state }) => state === 'waiting') ? 'paused' : 'done',
    entries,
    dataset: { name, fingerprint, sample: null, images: train + testNormal + testAnomalous },
  };
}
