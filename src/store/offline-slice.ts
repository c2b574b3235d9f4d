/** What the service worker has kept, and whether a new version waits. The worker itself is behind services/offline. */
import type { StateCreator } from 'zustand';
import { registerOffline, type Offline } from '../services/offline/register.ts';
import { isBusy } from './session/session-machine.ts';
import type { OfflineSlice } from './sharing-state.ts';
import type { PlaygroundState } from './state.ts';

export const createOfflineSlice: StateCreator<PlaygroundState, [], [], OfflineSlice> = (set, get) => {
  let worker: Offline | null = null;
  return {
    offline: null,
    updateReady: false,
    startOffline: async () => {
      worker = await registerOffline({
        onReport: (offline) => set({ offline }),
        onUpdate: () => set({ updateReady: true }),
        mayReload: () => get().items.length === 0 && get().importProgress === null,
      });
    },
    storeBackbone: () => worker?.storeBackbone(),
    takeUpdate: () => {
      if (!isBusy(get().phase)) worker?.takeUpdate();
    },
    dismissUpdate: () => set({ updateReady: false }),
  };
};
