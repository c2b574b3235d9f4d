/** Evaluations and checkpoints of the run, and what a person picked out of them. Filled by `apply-events.ts`. */
import type { StateCreator } from 'zustand';
import type { PlaygroundState, ResultsSlice } from './state.ts';

export const EMPTY_RESULTS = {
  evaluations: [],
  formerEvaluations: [],
  looks: [],
  seenStep: null,
  checkpoints: [],
  manualThreshold: null,
  resultFilter: null,
} as const satisfies Partial<ResultsSlice>;

/** What was picked out (a bin, a point of the ROC, a count, a part of the embedding map) and the chosen image are one choice. */
export const createResultsSlice: StateCreator<PlaygroundState, [], [], ResultsSlice> = (set, get, api) => {
  const roleOf = (id: string | null) => get().items.find((item) => item.id === id)?.role;
  api.subscribe(({ selectedItemId: id, resultFilter }, before) => {
    if (id === null || id === before.selectedItemId || !resultFilter || resultFilter.ids.includes(id)) return;
    // A test image outside of it: what was picked out is not looked at any more.
    if (roleOf(id) === 'test') set({ resultFilter: null });
  });
  return {
    ...EMPTY_RESULTS,
    setManualThreshold: (manualThreshold) => set({ manualThreshold }),
    seeStep: (seenStep) => set({ seenStep }),
    setResultFilter: (resultFilter) => {
      const { selectedItemId: chosen } = get();
      const inside = !resultFilter || (chosen !== null && resultFilter.ids.includes(chosen));
      const first = inside ? undefined : resultFilter.ids.find((id) => roleOf(id) === 'test');
      set(first === undefined ? { resultFilter } : { resultFilter, selectedItemId: first });
    },
  };
};
