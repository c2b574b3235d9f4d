/** Waiting for the store. */
import type { PlaygroundState } from './state.ts';

export interface ReadableStore {
  readonly get: () => PlaygroundState;
  readonly subscribe: (listener: (state: PlaygroundState) => void) => () => void;
}

/** Resolves when the state is as wanted. */
export function until(
  { get, subscribe }: ReadableStore,
  wanted: (state: PlaygroundState) => boolean,
): Promise<void> {
  if (wanted(get())) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = subscribe((state) => {
      if (!wanted(state)) return;
      stop();
      resolve();
    });
  });
}
