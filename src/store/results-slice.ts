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

export const createResultsSlice: StateCreator<PlaygroundState, [], [], ResultsSlice> = (set) => ({
  ...EMPTY_RESULTS,
  setManualThreshold: (manualThreshold) => set({ manualThreshold }),
  seeStep: (seenStep) => set({ seenStep }),
  setResultFilter: (resultFilter) => set({ resultFilter }),
});
