/**
 * What the light table asks of the engine beyond the evaluations: pinned images, other kinds of maps, the normal place most like a place,
 * and `fast` against `exact`. Answers belong to the weights and settings of one evaluation and go when the next one comes.
 */
import type { StateCreator } from 'zustand';
import { PlaygroundError, toErrorReport } from '../core/errors.ts';
import { makePixelReport } from '../services/pixel-report/pixel-report.ts';
import type { Evaluation, MapSet } from '../worker/protocol.ts';
import { suggestPins } from './pins.ts';
import { pixelRequest } from './pixel-reports.ts';
import type { SessionRun } from './session/session-run.ts';
import { isReplaced } from './session/watch.ts';
import type { MapsSlice, PlaygroundState } from './state.ts';

export const MOST_PINNED = 6;
/** Test images of a comparison of dense scoring: enough to see a difference, some seconds of `exact`. */
const COMPARED_IMAGES = 4;

const EMPTY_MAPS = {
  askedMaps: [],
  mapsError: null,
  nearest: null,
  denseComparison: null,
  pixelReports: {},
} as const satisfies Partial<MapsSlice>;

/** The maps that came with an evaluation, as a set of their own. */
export function mainMapSet(evaluation: Evaluation): MapSet {
  const { mapKind: kind, step, testIds: ids, maps, mapThreshold: threshold } = evaluation;
  const { normalQuantiles, pixel } = evaluation;
  return { kind, step, ids, maps, threshold, normalQuantiles, pixel };
}

/** All sets of the latest evaluation that can be shown, main kind first; sets that were asked for replace watched ones. */
export function shownMapSets({
  evaluations,
  askedMaps,
  pretrained,
}: Pick<PlaygroundState, 'evaluations' | 'askedMaps' | 'pretrained'>): MapSet[] {
  const latest = evaluations.at(-1);
  const own = latest ? [mainMapSet(latest), ...latest.otherMaps, ...askedMaps] : [];
  const all = pretrained ? [...own, mainMapSet(pretrained)] : own;
  const byKind = new Map<string, MapSet>();
  for (const set of all) {
    const had = byKind.get(set.kind);
    if (!had || set.ids.length >= had.ids.length) byKind.set(set.kind, set);
  }
  return [...byKind.values()];
}

export function createMapsSlice(run: () => SessionRun): StateCreator<PlaygroundState, [], [], MapsSlice> {
  return (set, get, api) => {
    /** Grows with each question about a place: only the latest answer counts. */
    let asked = 0;
    /** Whether a person has pinned or unpinned something of these images: then nothing pins itself. */
    let chosen = false;
    api.subscribe((state, before) => {
      if (state.evaluations.at(-1) !== before.evaluations.at(-1)) set(EMPTY_MAPS);
      if (state.items !== before.items) {
        const ids = new Set(state.items.map(({ id }) => id));
        const pinnedIds = state.pinnedIds.filter((id) => ids.has(id));
        if (pinnedIds.length < state.pinnedIds.length) set({ pinnedIds });
        set({ pixelReports: {} });
        if (isReplaced(before.items, state.items)) chosen = false;
      }
      const begins = state.phase === 'preparing' && before.phase !== 'preparing';
      if (begins && !chosen && state.looksWatched && state.pinnedIds.length === 0)
        set({ pinnedIds: suggestPins(state.items, MOST_PINNED) });
      const { pinnedIds, watchedKinds, selectedItemId, looksWatched: looks } = get();
      if (
        pinnedIds !== before.pinnedIds ||
        watchedKinds !== before.watchedKinds ||
        looks !== before.looksWatched ||
        selectedItemId !== before.selectedItemId
      ) {
        const ids = selectedItemId ? [...new Set([...pinnedIds, selectedItemId])] : pinnedIds;
        run()
          .client.watchMaps({ kinds: watchedKinds, ids, looks })
          .catch(() => undefined);
      }
    });
    /** An answer counts only for the evaluation that was latest when it was asked for. */
    const answer = async <T>(work: () => Promise<T>, change: (value: T) => Partial<PlaygroundState>) => {
      const latest = get().evaluations.at(-1);
      try {
        const value = await work();
        if (get().evaluations.at(-1) === latest) set(change(value));
      } catch (error) {
        const cancelled = error instanceof PlaygroundError && error.code === 'cancelled';
        if (!cancelled) set({ mapsError: toErrorReport(error) });
      }
    };
    return {
      pinnedIds: [],
      watchedKinds: [],
      looksWatched: false,
      mapsRunning: null,
      denseComparing: false,
      ...EMPTY_MAPS,
      togglePin: (id) => {
        const { pinnedIds } = get();
        chosen = true;
        if (pinnedIds.includes(id)) set({ pinnedIds: pinnedIds.filter((other) => other !== id) });
        else if (pinnedIds.length < MOST_PINNED) set({ pinnedIds: [...pinnedIds, id] });
      },
      setWatchedKinds: (watchedKinds) => set({ watchedKinds }),
      watchLooks: (looksWatched) => set({ looksWatched }),
      askMaps: async (kind, ids) => {
        if (get().mapsRunning) return;
        set({ mapsRunning: kind, mapsError: null });
        if (kind === 'pretrained') await get().runPretrained();
        else
          await answer(
            () => run().questions.ask((client) => client.maps(kind, ids)),
            (found) => ({ askedMaps: [...get().askedMaps.filter((s) => s.kind !== kind), found] }),
          );
        set({ mapsRunning: null });
      },
      findNearest: async (query) => {
        const mine = ++asked;
        if (!query) return set({ nearest: null });
        await answer(
          () => run().client.nearestNormal(query),
          (nearest) => (mine === asked ? { nearest } : {}),
        );
      },
      nearestTo: (query) => run().questions.ask((client) => client.nearestNormal(query)),
      reportPixels: async (kind) => {
        const { items, runConfig, config } = get();
        const found = shownMapSets(get()).find((shown) => shown.kind === kind);
        const asked = found && pixelRequest(found, items, (runConfig ?? config).evaluation.sigmaPx);
        if (!found || !asked) return;
        try {
          const report = await makePixelReport(asked.request);
          const now = get();
          const still = shownMapSets(now).some(({ maps }) => maps === found.maps);
          if (now.items !== items || !still) return;
          const named = { ...report, step: found.step, ids: asked.ids };
          set({ pixelReports: { ...now.pixelReports, [kind]: named } });
        } catch (error) {
          set({ mapsError: toErrorReport(error) });
        }
      },
      compareDense: async () => {
        if (get().denseComparing) return;
        set({ denseComparing: true, mapsError: null });
        await answer(
          () => run().questions.ask((client) => client.compareDense(COMPARED_IMAGES)),
          (denseComparison) => ({ denseComparison }),
        );
        set({ denseComparing: false });
      },
    };
  };
}
