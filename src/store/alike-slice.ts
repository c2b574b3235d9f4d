/**
 * Training images that look like shots of one part: looked for when a person asks, offered as groups, taken or left. Nothing is put together
 * without being asked; what was taken is undone as a label is.
 */
import type { StateCreator } from 'zustand';
import { groupsOfImages } from '../core/calibration/given-groups.ts';
import { PlaygroundError, toErrorReport } from '../core/errors.ts';
import type { DatasetItem } from '../core/dataset/types.ts';
import type { AlikeSets } from '../worker/protocol.ts';
import type { SessionRun } from './session/session-run.ts';
import type { AlikeSlice, PlaygroundState } from './state.ts';

/** The sets as far as they are still training images and not together already. */
function openSets(sets: AlikeSets, items: readonly DatasetItem[]): AlikeSets {
  const train = new Set(items.filter(({ role }) => role === 'train').map(({ id }) => id));
  const { groupOf } = groupsOfImages(items);
  return sets
    .map((set) => set.filter((id) => train.has(id)))
    .filter((set) => {
      const groups = new Set(set.map((id) => groupOf.get(id) ?? id));
      return set.length > 1 && groups.size > 1;
    });
}

const allSeen = ({ items, config, autoPretrained }: PlaygroundState): boolean => {
  const most = config.evaluation.maxTrainImages;
  const train = items.filter(({ role, label }) => role === 'train' && label === 'normal').length;
  return autoPretrained && (most === 0 || train <= most);
};

export function createAlikeSlice(run: () => SessionRun): StateCreator<PlaygroundState, [], [], AlikeSlice> {
  return (set, get, api) => {
    api.subscribe(({ pretrained, pretrainedRunning, alike, phase }, before) => {
      // Where the baseline has seen every training image already, looking costs nothing that anyone would notice.
      const measured = before.pretrainedRunning && !pretrainedRunning && pretrained;
      if (measured && alike === null && phase === 'ready' && allSeen(get())) void get().findAlike();
    });
    api.subscribe(({ items, alike }, before) => {
      if (items === before.items || !alike) return;
      const old = new Map(before.items.map((item) => [item.id, item.image]));
      // Other pictures: what was found is not of them.
      const same = items.every(({ id, image }) => old.get(id) === image);
      set({ alike: same ? openSets(alike, items) : null });
    });
    return {
      alike: null,
      alikeRunning: false,
      alikeError: null,
      findAlike: async () => {
        // The baseline's measurement, or a ranking by it, would be ended.
        const { alikeRunning, pretrainedRunning, trainingRankingRunning } = get();
        if (alikeRunning || pretrainedRunning || trainingRankingRunning || get().items.length === 0) return;
        set({ alikeRunning: true, alikeError: null });
        const { items } = get();
        try {
          const found = await run().questions.findAlike();
          const there = new Map(get().items.map((item) => [item.id, item.image]));
          if (items.every(({ id, image }) => there.get(id) === image))
            set({ alike: openSets(found, get().items) });
        } catch (error) {
          const stopped = error instanceof PlaygroundError && error.code === 'cancelled';
          if (!stopped) set({ alikeError: toErrorReport(error) });
        } finally {
          set({ alikeRunning: false, ...(!get().pretrainedRunning && { pretrainedStatus: null }) });
        }
      },
      takeAlike: () => {
        const { alike, group } = get();
        if (alike) group(alike, 'alike');
      },
      leaveAlike: () => set({ alike: null }),
    };
  };
}
