/** Where training, scores and maps look, read from a picture and kept in the configuration. */
import type { StateCreator } from 'zustand';
import type { RegionSlice } from './region-state.ts';
import type { PlaygroundState } from './state.ts';

export const createRegionSlice: StateCreator<PlaygroundState, [], [], RegionSlice> = (_set, get) => ({
  setRegionFile: async (file) => {
    const { readRegionFile } = await import('../services/import/read-region.ts');
    const { imageSizePx, fit } = get().config.data;
    const images = get().items.flatMap((item) => item.file ?? []);
    get().setParameter('data.region', await readRegionFile(file, imageSizePx, fit, images));
  },
});
