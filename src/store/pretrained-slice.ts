/**
 * The no-training baseline (ImageNet features, no CutPaste): asked for by the person, since its weights are an 8 MB download. A result
 * counts only for the images it was made from: with other images it is dropped.
 */
import type { StateCreator } from 'zustand';
import { toErrorReport } from '../core/errors.ts';
import type { SessionRun } from './session-run.ts';
import type { PlaygroundState, PretrainedSlice } from './state.ts';

const pixelsOf = (state: PlaygroundState) => state.items.map(({ image, role }) => [image, role] as const);

/** True when both states hold the same images in the same roles. */
function sameImages(a: ReturnType<typeof pixelsOf>, b: ReturnType<typeof pixelsOf>): boolean {
  return a.length === b.length && a.every(([image, role], i) => image === b[i][0] && role === b[i][1]);
}

export function createPretrainedSlice(
  run: () => SessionRun,
): StateCreator<PlaygroundState, [], [], PretrainedSlice> {
  return (set, get, api) => {
    api.subscribe((state, before) => {
      if (state.items === before.items || !state.pretrained) return;
      if (!sameImages(pixelsOf(state), pixelsOf(before))) set({ pretrained: null, mapSource: 'run' });
    });
    return {
      pretrained: null,
      pretrainedRunning: false,
      pretrainedError: null,
      mapSource: 'run',
      setMapSource: (mapSource) => set({ mapSource }),
      runPretrained: async () => {
        if (get().pretrainedRunning || get().items.length === 0) return;
        set({ pretrainedRunning: true, pretrainedError: null });
        const images = pixelsOf(get());
        try {
          const pretrained = await run().pretrained(document.baseURI);
          if (sameImages(images, pixelsOf(get()))) set({ pretrained });
        } catch (error) {
          set({ pretrainedError: toErrorReport(error) });
        } finally {
          set({ pretrainedRunning: false });
        }
      },
    };
  };
}
