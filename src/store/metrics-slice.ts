/** What training reports about itself: loss, proxy accuracy, speed and memory. Filled by `apply-events.ts`. */
import type { StateCreator } from 'zustand';
import type { MetricsSlice, PlaygroundState } from './state.ts';

export const EMPTY_METRICS: MetricsSlice = {
  records: [],
  confusion: null,
  judged: null,
  stepMs: null,
  dataWaitShare: null,
  memory: null,
  trainingStartedAtMs: null,
};

export const createMetricsSlice: StateCreator<PlaygroundState, [], [], MetricsSlice> = () => EMPTY_METRICS;
