/**
 * The points of the embedding map: asked of the engine when the map is looked at, when a person wants the present weights, and of an earlier step
 * when a person goes back to it. They belong to one run and its images and go with them.
 */
import type { StateCreator } from 'zustand';
import { toErrorReport } from '../core/errors.ts';
import type { Checkpoint } from '../worker/protocol.ts';
import type { SessionRun } from './session/session-run.ts';
import type { EmbeddingSlice, PlaygroundState } from './state.ts';

/** Embeddings of earlier steps kept at most; a thousand images of EfficientNet-B0 take 6 MB. */
const FORMER_BUDGET_BYTES = 64e6;

const NOTHING = {
  embeddingMap: null,
  embeddingFormer: new Map<Checkpoint, Float32Array>(),
} satisfies Partial<EmbeddingSlice>;

export function createEmbeddingSlice(
  run: () => SessionRun,
): StateCreator<PlaygroundState, [], [], EmbeddingSlice> {
  return (set, get, api) => {
    api.subscribe((state, before) => {
      if (state.items !== before.items && state.embeddingMap) set(NOTHING);
    });
    run().events.on((event) => {
      const map = get().embeddingMap;
      if (!map) return;
      const over = event.type === 'runBegan' || (event.type === 'runEnded' && event.outcome === 'abandoned');
      // Back at an earlier step: what came after it belongs to a branch that is given up.
      const back = event.type === 'runReturned' && event.facts.step < map.step;
      if (over || back) set(NOTHING);
    });
    return {
      ...NOTHING,
      embeddingMapRunning: false,
      embeddingMapError: null,
      embeddingByItself: true,
      setEmbeddingByItself: (embeddingByItself) => set({ embeddingByItself }),
      makeEmbeddingMap: async (former) => {
        if (get().embeddingMapRunning || !get().plan) return;
        set({ embeddingMapRunning: true, embeddingMapError: null });
        const { items, runConfig } = get();
        try {
          const made = await run().questions.ask((client) => client.embeddingMap(former));
          const same = get().items === items && get().runConfig?.seed === runConfig?.seed;
          if (!same) return;
          if (!former) set({ embeddingMap: made });
          else if (get().embeddingMap)
            set({ embeddingFormer: kept([...get().embeddingFormer, [former, made.present]]) });
        } catch (error) {
          set({ embeddingMapError: toErrorReport(error) });
        } finally {
          set({ embeddingMapRunning: false });
        }
      },
    };
  };
}

/** The latest that fit; the last always does. */
function kept(all: readonly (readonly [Checkpoint, Float32Array])[]): ReadonlyMap<Checkpoint, Float32Array> {
  let bytes = all.reduce((sum, [, features]) => sum + features.byteLength, 0);
  let from = 0;
  for (; bytes > FORMER_BUDGET_BYTES && from < all.length - 1; from++) bytes -= all[from][1].byteLength;
  return new Map(all.slice(from));
}
