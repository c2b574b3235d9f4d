/** Types of what the page offers under `?automation`; the functions given to `page.evaluate` use them. */
import type { PlaygroundState } from '../../src/store/state.ts';

export interface AutomationWindow {
  readonly playground: {
    readonly store: {
      getState(): PlaygroundState;
      subscribe(listener: (state: PlaygroundState) => void): () => void;
    };
  };
}
