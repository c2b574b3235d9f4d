/**
 * Between a person and the data set: other images end a run, so that is asked first, the run is kept, and what was open before can come back
 * whole. The textbook, a grid and a page without images open theirs without a question.
 */
import type { StateCreator } from 'zustand';
import { PRESETS } from '../core/config/presets.ts';
import { keepAll, type Kept } from './lesson-keep.ts';
import type { OpeningCost, OpeningSlice, OpeningWish } from './opening-state.ts';
import { isBusy } from './session/session-machine.ts';
import type { SessionRun } from './session/session-run.ts';
import type { DatasetSlice, PlaygroundState } from './state.ts';

type Opening = OpeningSlice & Pick<DatasetSlice, 'loadSample' | 'importFiles' | 'chooseClass'>;

/** @param dataset what opens without asking */
export function createOpeningSlice(
  run: () => SessionRun,
  dataset: Pick<DatasetSlice, 'loadSample' | 'importFiles' | 'chooseClass'>,
): StateCreator<PlaygroundState, [], [], Opening> {
  return (set, get, api) => {
    const host = { get, set, subscribe: api.subscribe };
    let earlier: Kept | null = null;
    let answer: ((yes: boolean) => void) | null = null;

    const ask = (openingAsked: OpeningWish & OpeningCost): Promise<boolean> => {
      // A newer wish takes the place of the one that waits.
      answer?.(false);
      set({ openingAsked });
      return new Promise((resolve) => {
        answer = (yes) => {
          answer = null;
          set({ openingAsked: null });
          resolve(yes);
        };
      });
    };

    /** The textbook and grids look after what was open themselves. */
    const isPersons = ({ lessonPage, lessonBusy, runningGrid, items }: PlaygroundState): boolean =>
      lessonPage === null && !lessonBusy && runningGrid === null && items.length > 0;

    /** Of three sets two stay within reach; where this tab keeps sessions the first one is kept there. */
    const dropped = (): string | null => {
      const { earlierData: data, autosave, sampleName, keepsNothing } = get();
      return data?.own && sampleName === null && keepsNothing && autosave.state !== 'on' ? data.name : null;
    };

    const open = async (
      wish: OpeningWish,
      work: () => Promise<void>,
      images: string | null = dropped(),
    ): Promise<void> => {
      if (!isPersons(get())) return work();
      const trains = isBusy(get().phase);
      if ((trains || images !== null) && !(await ask({ ...wish, run: trains, images }))) return;
      const { sampleName, datasetName: name, phase } = get();
      const own = sampleName === null;
      // A load under way is replaced by a newer one, as ever.
      if ((!own && phase === 'ready') || get().importProgress !== null) return work();
      const wasTraining = phase === 'training';
      const kept = await keepAll(host, run(), PRESETS.quick);
      const { items } = get();
      await work();
      if (get().items === items) {
        // Nothing could be opened: what was there goes on.
        if (wasTraining && get().phase === 'paused') void get().play();
        return;
      }
      earlier = kept;
      set({ earlierData: { name, own, stopped: trains } });
    };

    return {
      openingAsked: null,
      acceptOpening: () => answer?.(true),
      declineOpening: () => answer?.(false),
      earlierData: null,
      dismissStopped: () =>
        set(({ earlierData: data }) => ({ earlierData: data && { ...data, stopped: false } })),
      reopenEarlier: async () => {
        const { earlierData: data } = get();
        const kept = earlier;
        if (!data || !kept) return;
        const back = async () => {
          earlier = null;
          set({ earlierData: null });
          await kept.restore();
        };
        await open({ kind: 'earlier', name: data.name }, back, null);
      },
      loadSample: (name, seed, part) =>
        open({ kind: 'sample', name }, () => dataset.loadSample(name, seed, part)),
      importFiles: (files, target) =>
        target === 'replace'
          ? open({ kind: 'files', count: files.length }, () => dataset.importFiles(files, target))
          : dataset.importFiles(files, target),
      chooseClass: (name) => open({ kind: 'earlier', name }, () => dataset.chooseClass(name)),
    };
  };
}
