/**
 * Setting aside what a person has, and giving it back: images with their labels and sources, configuration, the run with its weights
 * and results, and what was being looked at. In memory only.
 */
import type { SessionRun } from './session/session-run.ts';
import type { PlaygroundState } from './state.ts';
import { until, type ReadableStore } from './until.ts';

export interface Kept {
  readonly what: 'nothing' | 'settings' | 'data';
  /** Brings back everything. Afterwards training goes on where it went on before. */
  restore(): Promise<void>;
  readonly config: PlaygroundState['config'];
}

interface Store extends ReadableStore {
  readonly set: (change: Partial<PlaygroundState>) => void;
}

/**
 * Waits for images that are being loaded and for a run that is being prepared; training is paused, and a run that was to begin with
 * those images does not.
 */
export async function keepAll(
  store: Store,
  run: SessionRun,
  untouched: PlaygroundState['config'],
): Promise<Kept> {
  const { get, set } = store;
  set({ startWaits: false });
  await until(store, ({ importProgress, phase }) => importProgress === null && phase !== 'preparing');
  const { phase, items, pace, config, stageTab, narrowColumn, mapView, mapSource, pretrained } = get();
  const { pinnedIds, watchedKinds, askedMaps, selectedItemId } = get();
  const aside = await run.setAside();
  const restoreData = get().keepDataset();
  return {
    config,
    what: items.length > 0 ? 'data' : config === untouched ? 'nothing' : 'settings',
    restore: async () => {
      restoreData();
      set({ config, stageTab, narrowColumn, mapView, mapSource, pretrained });
      set({ pinnedIds, watchedKinds, selectedItemId });
      if (get().pace !== pace) await get().setPace(pace);
      if (!aside || get().phase !== 'ready') return;
      await run.takeUp(aside);
      // Maps that were asked for belong to the weights that are back now.
      if (get().phase !== 'failed') set({ askedMaps });
      if (phase === 'training' && get().phase === 'paused') void get().play();
    },
  };
}
