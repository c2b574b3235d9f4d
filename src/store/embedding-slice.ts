/**
 * The points of the embedding map: asked of the engine when the map is looked at, and again when a person wants the present weights. They
 * belong to one run and its images and go with them.
 */
import type { StateCreator } from 'zustand';
import { toErrorReport } from '../core/errors.ts';
import type { SessionRun } from './session/session-run.ts';
import type { EmbeddingSlice, PlaygroundState } from './state.ts';

export function createEmbeddingSlice(
  run: () => SessionRun,
): StateCreator<PlaygroundState, [], [], EmbeddingSlice> {
  return (set, get, api) => {
    api.subscribe((state, before) => {
      if (state.items !== before.items && state.embeddingMap) set({ embeddingMap: null });
    });
    run().events.on((event) => {
      const over = event.type === 'runBegan' || (event.type === 'runEnded' && event.outcome === 'abandoned');
      if (over && get().embeddingMap) set({ embeddingMap: null });
    });
    return {
      embeddingMap: null,
      embeddingMapRunning: false,
      embeddingMapError: null,
      embeddingByItself: true,
      setEmbeddingByItself: (embeddingByItself) => set({ embeddingByItself }),
      makeEmbeddingMap: async () => {
        if (get().embeddingMapRunning || !get().plan) return;
        set({ embeddingMapRunning: true, embeddingMapError: null });
        const { items, runConfig } = get();
        try {
          const embeddingMap = await run().questions.ask((client) => client.embeddingMap());
          const same = get().items === items && get().runConfig?.seed === runConfig?.seed;
          if (same) set({ embeddingMap });
        } catch (error) {
          set({ embeddingMapError: toErrorReport(error) });
        } finally {
          set({ embeddingMapRunning: false });
        }
      },
    };
  };
}
