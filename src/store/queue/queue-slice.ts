/** The queue of grids: what a person asks of it, written before it counts as done; `grid-runner.ts` does the work. */
import type { StateCreator } from 'zustand';
import { PlaygroundError, toErrorReport } from '../../core/errors.ts';
import { expandGrid } from '../../core/runs/grid/grid.ts';
import { newId } from '../../services/new-id.ts';
import { dataOf } from '../session/engine-link.ts';
import { until } from '../until.ts';
import { describeDataset } from '../runs/snapshot.ts';
import type { PlaygroundState } from '../state.ts';
import { addedGrid } from './added-grid.ts';
import { imagesLoaded, type StateHost } from './grid-images.ts';
import { GridRunner } from './grid-runner.ts';
import { GridStore, holdQueue } from './grid-store.ts';
import type { QueuedGrid, QueueEntry, QueueSlice } from './queue-state.ts';

const WAITING: QueueEntry = { state: 'waiting', runId: null, error: null };

/** @param store another storage, for tests */
export function createQueueSlice(
  store: GridStore = new GridStore(),
): StateCreator<PlaygroundState, [], [], QueueSlice> {
  return (set, get, api) => {
    const host: StateHost = { get, set, subscribe: api.subscribe };
    const find = (id: string): QueuedGrid | undefined => get().grids.find((one) => one.id === id);

    /** One write after the other. */
    let writing: Promise<void> = Promise.resolve();
    const change = (id: string, wanted: Partial<QueuedGrid>): Promise<void> => {
      set({ grids: get().grids.map((one) => (one.id === id ? { ...one, ...wanted } : one)) });
      writing = writing.then(async () => {
        const now = find(id);
        if (now) await store.save(now);
      });
      const mine = writing;
      writing = mine.catch(() => undefined);
      return mine;
    };
    const changeEntry = (id: string, entry: number, wanted: Partial<QueueEntry>): Promise<void> => {
      const entries = find(id)?.entries ?? [];
      return change(id, { entries: entries.map((one, i) => (i === entry ? { ...one, ...wanted } : one)) });
    };
    const runner = new GridRunner({ ...host, find, change, changeEntry });

    let working: Promise<void> | null = null;
    /** Works through a grid in this tab; whatever stops it becomes `gridError` and pauses it. */
    const work = (id: string): Promise<void> => {
      working ??= (async () => {
        const release = await holdQueue();
        if (!release) return;
        try {
          await runner.work(id);
        } catch (error) {
          set({ gridError: toErrorReport(error) });
          await change(id, { state: 'paused' }).catch(() => undefined);
        } finally {
          release();
          working = null;
        }
      })();
      return working;
    };

    const guarded = async (job: () => Promise<void>): Promise<void> => {
      try {
        await job();
      } catch (error) {
        set({ gridError: toErrorReport(error) });
      }
    };

    const isOnPage = (id: string, entry?: number): boolean => {
      const running = get().runningGrid;
      return running?.id === id && (entry === undefined || running.entry === entry);
    };
    const halt = async (): Promise<void> => {
      if (get().phase === 'preparing') {
        await until(host, ({ phase }) => phase !== 'preparing');
        // Training begins right after.
        await new Promise((resolve) => setTimeout(resolve));
      }
      const { phase, pause } = get();
      if (phase === 'training' || phase === 'pausing' || phase === 'evaluating') await pause();
    };

    let loading: Promise<void> | null = null;
    const load = (): Promise<void> =>
      guarded(async () => {
        try {
          const found = await store.load();
          const known = new Set(get().grids.map(({ id }) => id));
          set({ grids: [...get().grids, ...found.filter(({ id }) => !known.has(id))] });
        } finally {
          set({ gridsLoaded: true });
        }
        const waiting = get().grids.find(({ state }) => state === 'running');
        if (waiting && !working) {
          await get().loadRuns();
          void work(waiting.id);
        }
      });

    return {
      grids: [],
      gridsLoaded: false,
      runningGrid: null,
      gridError: null,
      dismissGridError: () => set({ gridError: null }),

      loadGrids: () => (loading ??= load()),

      startGrid: async (grid) => {
        const { runs, invalid } = expandGrid(grid);
        if (runs.length === 0)
          throw invalid[0]?.error ?? new PlaygroundError('bad-grid', 'The grid has no run.', {});
        const other = get().grids.find(({ state }) => state === 'running');
        if (other)
          throw new PlaygroundError('grid-busy', 'Another grid is running.', { name: other.grid.name });
        if (!get().items.some(({ role }) => role === 'train'))
          throw new PlaygroundError('no-training-images', 'There are no training images.');
        if (!['idle', 'ready'].includes(get().phase)) await get().reset();
        get().setConfig(grid.base);
        await imagesLoaded(host);
        const { name, fingerprint } = await describeDataset(dataOf(get()));
        const queued: QueuedGrid = {
          version: 1,
          id: newId(),
          grid,
          createdAt: Date.now(),
          state: 'running',
          entries: runs.map(() => WAITING),
          dataset: { name, fingerprint, sample: get().datasetOrigin().sample, images: get().items.length },
        };
        set({ grids: [queued, ...get().grids], gridError: null });
        await guarded(() => store.save(queued));
        void work(queued.id);
      },

      addGridResults: async (results) => {
        await get().loadRuns();
        const queued = addedGrid(results, get().runs, Date.now());
        const opened = results.whole.flatMap((one) => one ?? []);
        await get().addRuns(opened.map((one) => ({ ...one, record: { ...one.record, grid: queued.id } })));
        set({ grids: [queued, ...get().grids.filter(({ id }) => id !== queued.id)], gridError: null });
        await guarded(() => store.save(queued));
      },

      pauseGrid: (id) =>
        guarded(async () => {
          if (find(id)?.state !== 'running') return;
          await change(id, { state: 'paused' });
          if (isOnPage(id)) await halt();
        }),

      resumeGrid: (id) =>
        guarded(async () => {
          if (!find(id)) return;
          const other = get().grids.find((one) => one.state === 'running' && one.id !== id);
          if (other)
            throw new PlaygroundError('grid-busy', 'Another grid is running.', { name: other.grid.name });
          // The last run may still be coming to rest.
          await working;
          set({ gridError: null });
          await change(id, { state: 'running' });
          void work(id);
        }),

      skipGridRun: (id, entry) =>
        guarded(async () => {
          const { state } = find(id)?.entries[entry] ?? {};
          if (state === 'running' && isOnPage(id, entry)) {
            runner.skip(id, entry);
            await halt();
          } else if (state === 'waiting' || state === 'running')
            await changeEntry(id, entry, { state: 'skipped' });
        }),

      retryGridRun: (id, entry) =>
        guarded(async () => {
          const queued = find(id);
          const { state } = queued?.entries[entry] ?? {};
          if (state !== 'failed' && state !== 'skipped') return;
          await changeEntry(id, entry, WAITING);
          if (find(id)?.state === 'done') await change(id, { state: 'paused' });
        }),

      removeGrid: (id) =>
        guarded(async () => {
          const onPage = isOnPage(id);
          set({ grids: get().grids.filter((one) => one.id !== id) });
          await writing;
          await store.remove(id);
          if (onPage) await halt();
        }),
    };
  };
}
