/** The runs that were kept: the list in memory follows the storage, and every change is written before it counts as done. */
import type { StateCreator } from 'zustand';
import { version } from '../../../package.json';
import { PlaygroundError, toErrorReport } from '../../core/errors.ts';
import { weightsBytes } from '../../core/runs/bundle.ts';
import type { RunRecord } from '../../core/runs/types.ts';
import { requestPersistence } from '../../services/storage/database.ts';
import type { SessionRun } from '../session/session-run.ts';
import type { PlaygroundState } from '../state.ts';
import { RunRecorder, type PersonalChange } from './run-recorder.ts';
import { runsAlive, RunStore } from './run-store.ts';
import type { RunsSlice } from './runs-state.ts';

/** More lines than this cannot be told apart. */
const MOST_CHOSEN = 8;

const newestFirst = (runs: readonly RunRecord[]): readonly RunRecord[] =>
  [...runs].sort((a, b) => b.startedAt - a.startedAt);

const withRun = (runs: readonly RunRecord[], record: RunRecord): readonly RunRecord[] =>
  newestFirst([...runs.filter(({ id }) => id !== record.id), record]);

/** @param store another storage, for tests */
export function createRunsSlice(
  run: () => SessionRun,
  store: RunStore = new RunStore(),
): StateCreator<PlaygroundState, [], [], RunsSlice> {
  return (set, get) => {
    const failed = (error: unknown): void => set({ runsError: toErrorReport(error) });
    const recorder = new RunRecorder(store, {
      runs: () => get().runs,
      grid: () => get().runningGrid?.id ?? null,
      // A person's own images are run for their own sake, also beside a page.
      lesson: () => (get().sampleName === null ? null : get().lessonPage),
      loaded: () => get().loadRuns(),
      show: (record) => {
        if (record.deletedAt === null) set({ runs: withRun(get().runs, record) });
      },
      forget: (id) => set({ runs: get().runs.filter((run) => run.id !== id) }),
      current: (currentRunId) => set({ currentRunId }),
      failed: (runsError) => set({ runsError }),
      version,
    });
    run().events.on((event) => {
      recorder.hear(event);
      // What was set aside goes on under its record.
      if (event.type === 'runTakenUp' && event.runId !== null) void get().followRun(event.runId);
    });

    let loading: Promise<void> | null = null;
    const load = async (): Promise<void> => {
      try {
        const found = await store.load(Date.now(), await runsAlive());
        const live = new Map(get().runs.map((run) => [run.id, run]));
        const problem = await store.problem();
        const runs = found.filter(({ id }) => !live.has(id));
        set({ runs: newestFirst([...live.values(), ...runs]), runsLoaded: true });
        if (problem) failed(problem);
      } catch (error) {
        failed(error);
        set({ runsLoaded: true });
      }
    };

    const find = (id: string): RunRecord => {
      const record = get().runs.find((run) => run.id === id);
      if (!record) {
        throw new PlaygroundError('run-unknown', 'This run is no longer there. Nothing was changed.');
      }
      return record;
    };

    /** Writes a change of one run; the list shows it at once and goes back when it cannot be written. */
    const change = async (record: RunRecord, personal: PersonalChange): Promise<void> => {
      const next = { ...record, ...personal };
      recorder.edited(record.id, personal);
      const others = get().runs.filter(({ id }) => id !== record.id);
      set({ runs: next.deletedAt === null ? newestFirst([...others, next]) : others });
      try {
        await store.save(next);
      } catch (error) {
        const before: PersonalChange = {};
        for (const key of Object.keys(personal)) Object.assign(before, { [key]: record[key as 'name'] });
        recorder.edited(record.id, before);
        set({ runs: withRun(get().runs, record) });
        throw error;
      }
    };

    const guarded = async (work: () => Promise<void>): Promise<void> => {
      try {
        await work();
        set({ runsError: null });
      } catch (error) {
        failed(error);
      }
    };

    return {
      runs: [],
      runsLoaded: false,
      runsError: null,
      currentRunId: null,
      chosenRunIds: [],
      deletedRuns: [],

      loadRuns: () => (loading ??= load()),

      editRun: (id, wanted) => guarded(() => change(find(id), wanted)),

      chooseRun: (id, chosen) => {
        const others = get().chosenRunIds.filter((other) => other !== id);
        if (!chosen) set({ chosenRunIds: others });
        else if (others.length < MOST_CHOSEN) set({ chosenRunIds: [...others, id] });
      },

      clearChosenRuns: () => set({ chosenRunIds: [] }),

      deleteRuns: (ids) =>
        guarded(async () => {
          const gone = get().runs.filter(({ id }) => ids.includes(id));
          const deletedAt = Date.now();
          set({
            deletedRuns: gone,
            chosenRunIds: get().chosenRunIds.filter((id) => !ids.includes(id)),
          });
          for (const record of gone) await change(record, { deletedAt });
        }),

      undoDeleteRuns: () =>
        guarded(async () => {
          const back = get().deletedRuns;
          set({ deletedRuns: [] });
          for (const record of back) await change(record, { deletedAt: null });
        }),

      dismissRunsError: () => set({ runsError: null }),

      runScores: (id) => store.part(id, 'scores'),
      runPictures: async (id) => {
        const [thumbnails, maps] = await Promise.all([store.part(id, 'thumbnails'), store.part(id, 'maps')]);
        return { thumbnails, maps };
      },

      keepRunWeights: (id) =>
        guarded(async () => {
          const record = find(id);
          const checkpoint = get().checkpoints.at(-1);
          if (id !== get().currentRunId || !checkpoint) {
            throw new PlaygroundError('weights-gone', 'The weights of this run are no longer in memory.');
          }
          await requestPersistence();
          await store.saveWeights(id, checkpoint);
          await change(find(record.id), { weightsBytes: weightsBytes(checkpoint) });
        }),

      forgetRunWeights: (id) =>
        guarded(async () => {
          await change(find(id), { weightsBytes: 0 });
          await store.deleteParts(id, 'weights');
        }),

      loadRunWeights: (id) =>
        guarded(async () => {
          find(id);
          const weights = await store.weights(id);
          if (!weights) throw new PlaygroundError('weights-gone', 'The weights of this run were not kept.');
          await get().restoreCheckpoint(weights);
        }),

      followRun: async (id) => {
        await get().loadRuns();
        const record = get().runs.find((one) => one.id === id);
        const facts = run().facts();
        if (record && facts && get().currentRunId !== id) recorder.attach(record, facts);
      },

      adoptRun: async ({ id, name, step, savedAt }) => {
        await get().loadRuns();
        const known = get().runs.find((run) => run.id === id);
        const own = known && known.step > step ? `${id}-${step}`.slice(-64) : id;
        if (get().currentRunId === own) return;
        if (get().runs.some((run) => run.id === own)) return get().followRun(own);
        const facts = run().facts();
        if (facts) recorder.adopt(own, name, savedAt, facts);
        await recorder.settled();
      },

      runsWritten: () => recorder.settled(),

      forgetRun: async (id) => {
        await get().loadRuns();
        await recorder.settled();
        set({ runs: get().runs.filter((run) => run.id !== id) });
        await store.remove(id);
      },

      wholeRuns: (ids) => Promise.all(ids.map((id) => store.whole(find(id)))),

      addRuns: async (added) => {
        let count = 0;
        await guarded(async () => {
          for (const { record, scores, thumbnails, maps, weights } of added) {
            if (get().runs.some(({ id }) => id === record.id)) continue;
            const { state } = record;
            const kept: RunRecord = { ...record, state: state === 'running' ? 'interrupted' : state };
            if (weights) await store.saveWeights(record.id, weights);
            await store.save(kept, { scores, thumbnails, maps });
            set({ runs: withRun(get().runs, kept) });
            count += 1;
          }
        });
        return count;
      },
    };
  };
}
