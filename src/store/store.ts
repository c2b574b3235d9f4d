/**
 * The state of the page: one store composed of slices, each in its own file. `state.ts` is the contract; `watch.ts` says what
 * follows from a change. `createPlayground` makes one with another engine, for tests.
 */
import { create } from 'zustand';
import type { SpawnEngine } from '../worker/engine-connection.ts';
import { createChoiceSlice } from './choice-slice.ts';
import { createConfigSlice } from './config-slice.ts';
import { createDataCheckSlice } from './data-check-slice.ts';
import { createDatasetSlice } from './dataset-slice.ts';
import { createKeepingSlice } from './keeping/keeping-slice.ts';
import { createMapsSlice } from './maps-slice.ts';
import { createLessonSlice } from './lesson-slice.ts';
import { createEmbeddingSlice } from './embedding-slice.ts';
import { createMetricsSlice } from './metrics-slice.ts';
import { createOfflineSlice } from './offline-slice.ts';
import { pacedHook } from './paced-hook.ts';
import { createPretrainedSlice } from './pretrained-slice.ts';
import { createOpeningSlice } from './opening-slice.ts';
import { createQueueSlice } from './queue/queue-slice.ts';
import { createRegionSlice } from './region-slice.ts';
import { createResultsSlice } from './results-slice.ts';
import { createRunsSlice } from './runs/runs-slice.ts';
import { createSessionParts } from './session/session-slice.ts';
import type { GridStore } from './queue/grid-store.ts';
import type { RunStore } from './runs/run-store.ts';
import type { SessionStore } from '../services/storage/sessions.ts';
import type { SessionRun } from './session/session-run.ts';
import { createSharingSlice } from './sharing-slice.ts';
import type { PlaygroundState } from './state.ts';
import { createAlikeSlice } from './alike-slice.ts';
import { createThresholdOfferSlice } from './threshold-offer-slice.ts';
import { createTrialsSlice } from './trials-slice.ts';
import { createUiSlice } from './ui-slice.ts';
import { react } from './session/watch.ts';

function compose(spawn?: SpawnEngine, runs?: RunStore, sessions?: SessionStore, grids?: GridStore) {
  const session = createSessionParts(spawn);
  const store = create<PlaygroundState>()((...api) => {
    const dataset = createDatasetSlice(...api);
    return {
      ...dataset,
      ...createOpeningSlice(() => session.run(), dataset)(...api),
      ...createConfigSlice(...api),
      ...createRegionSlice(...api),
      ...session.slice(...api),
      ...createMetricsSlice(...api),
      ...createResultsSlice(...api),
      ...createDataCheckSlice(...api),
      ...createThresholdOfferSlice(...api),
      ...createAlikeSlice(() => session.run())(...api),
      ...createPretrainedSlice(() => session.run())(...api),
      ...createChoiceSlice(() => session.run())(...api),
      ...createEmbeddingSlice(() => session.run())(...api),
      ...createMapsSlice(() => session.run())(...api),
      ...createTrialsSlice(() => session.run())(...api),
      ...createSharingSlice(...api),
      ...createOfflineSlice(...api),
      ...createRunsSlice(() => session.run(), runs)(...api),
      ...createQueueSlice(grids)(...api),
      ...createKeepingSlice(() => session.run(), sessions)(...api),
      ...createLessonSlice(() => session.run())(...api),
      ...createUiSlice(...api),
    };
  });
  store.subscribe((state, before) => react(session.run(), state, before));
  return { store, run: session.run() };
}

/** As `createPlayground`, with the run behind it. */
export const createPlaygroundWithRun = compose;

/** A store of its own, with its engine connection and its storage replaced. */
export const createPlayground = (...parts: Parameters<typeof compose>) => compose(...parts).store;

const playground = compose();

export const usePlayground = pacedHook(playground.store);

/** The engine behind the page, for what no slice keeps: a batch's pixels, embeddings, memory. */
export const sessionRun: SessionRun = playground.run;
