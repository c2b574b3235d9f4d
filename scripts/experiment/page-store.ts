/** Types of what the page offers under `?automation`; the functions given to `page.evaluate` use them. */
import type { TakeHomeFormat, OnnxCheck } from '../../src/services/detector/protocol.ts';
import type { ErrorReport } from '../../src/core/errors.ts';
import type { CheckpointFiles } from '../../src/store/keeping/checkpoint-files.ts';
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
    /** Saves the run on the page as a detector, as its button does: a download begins before this resolves. */
    saveDetector(
      format: TakeHomeFormat,
    ): Promise<{ readonly check: OnnxCheck | null; readonly error: ErrorReport | null }>;
    /** Each checkpoint is offered as a download from then on. */
    giveCheckpoints(): Promise<CheckpointFiles>;
  };
}
