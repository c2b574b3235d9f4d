/** Types of what the page offers under `?automation`; the functions given to `page.evaluate` use them. */
import type { RunEvents } from '../../src/store/session/run-events.ts';
import type { PlaygroundState } from '../../src/store/state.ts';

export interface AutomationWindow {
  readonly playground: {
    readonly store: {
      getState(): PlaygroundState;
      subscribe(listener: (state: PlaygroundState) => void): () => void;
    };
    /** What happens to the run (`src/store/session/run-events.ts`). */
    readonly events: RunEvents;
  };
}
