/**
 * Setting aside what a person has, and giving it back: images with their labels and sources, configuration, the run with its weights
 * and results, and what was being looked at. In memory only.
 */
import type { SessionRun } from './session-run.ts';
import type { PlaygroundState } from './state.ts';

export interface Kept {
  readonly what: 'nothing' | 'settings' | 'data';
  /** Brings back everything. Afterwards training goes on where it went on before. */
  restore(): Promise<void>;
  readonly config: PlaygroundState['config'];
}

interface Store {
  readonly get: () => PlaygroundState;
  readonly set: (change: Partial<PlaygroundState>) => void;
  readonly subscribe: (listener: (state: PlaygroundState) => void) => () => void;
}

/** Resolves when the state is as wanted. */
export function until({ get, subscribe }: Store, wanted: (state: PlaygroundState) => boolean): Promise<void> {
  if (wanted(get())) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = subscribe((state) => {
      if (!wanted(state)) return;
      stop();
      resolve();
    });
  });
}

/** Waits for images that are being loaded and for a run that is being prepared; training is paused. */
export async function keepAll(
  store: Store,
  run: SessionRun,
  untouched: PlaygroundState['config'],
): Promise<Kept> {
  const { get, set } = store;
  await until(store, ({ importProgress, phase }) => importProgress === null && phase !== 'preparing');
  const { phase, items, pace, config, stageTab, narrowColumn, mapView, mapSource, pretrained } = get();
  const aside = await run.setAside();
  const restoreData = get().keepDataset();
  return {
    config,
    what: items.length > 0 ? 'data' : config === untouched ? 'nothing' : 'settings',
    restore: async () => {
      restoreData();
      set({ config, stageTab, narrowColumn, mapView, mapSource, pretrained });
      if (get().pace !== pace) await get().setPace(pace);
      if (!aside || get().phase !== 'ready') return;
      await run.takeUp(aside);
      if (phase === 'training' && get().phase === 'paused') void get().play();
    },
  };
}
