/** Numbers of every image that need no model (core/calibration): measured once a picture, in turns, when they are asked for. */
import type { StateCreator } from 'zustand';
import { statisticsOf, type ImageStatistics } from '../core/calibration/image-statistics.ts';
import type { RgbImage } from '../core/image/types.ts';
import { Turn } from '../services/turn.ts';
import type { DataCheckSlice, PlaygroundState } from './state.ts';

const known = new WeakMap<RgbImage, ImageStatistics>();

function measured(image: RgbImage): ImageStatistics {
  const found = known.get(image) ?? statisticsOf(image);
  known.set(image, found);
  return found;
}

export const createDataCheckSlice: StateCreator<PlaygroundState, [], [], DataCheckSlice> = (set, get) => ({
  imageStatistics: null,
  measureImages: async () => {
    const { items } = get();
    const turn = new Turn();
    const byId = new Map<string, ImageStatistics>();
    for (const { id, image } of items) {
      byId.set(id, measured(image));
      await turn.end();
    }
    if (get().items === items) set({ imageStatistics: byId });
    return byId;
  },
});
