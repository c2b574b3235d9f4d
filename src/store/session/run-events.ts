/**
 * What happens to a run, told by the session, which alone knows: nobody else infers it from changes of the state. Every event carries what the run has come to
 * by then, made of the run's own images, settings and scores, so that a listener never reads a page that shows something else by now.
 * A listener that fails is told of and changes nothing for the others or for the run.
 */
import type { Config } from '../../core/config/schema.ts';
import type { DatasetItem } from '../../core/dataset/types.ts';
import type { ErrorReport } from '../../core/errors.ts';
import type { BackendReport, Checkpoint, Evaluation, StepRecord } from '../../worker/protocol.ts';

/** How a run ended. `paused` is the only one after which it can go on as it is; `abandoned`: given up, or never begun. */
export type RunOutcome = 'finished' | 'paused' | 'failed' | 'abandoned';

/** The images that a run learns from and is judged on. */
export interface RunData {
  readonly name: string;
  /** Name of the built-in sample; null for a person's own images. */
  readonly sample: string | null;
  readonly items: readonly DatasetItem[];
}

/** What a run has come to. Nothing of it changes when the page goes on to something else. */
export interface RunFacts {
  readonly data: RunData;
  /** With the scoring that is in force. */
  readonly config: Config;
  readonly backend: BackendReport | null;
  readonly parameterCount: number | null;
  readonly step: number;
  readonly stepMs: number | null;
  readonly records: readonly StepRecord[];
  readonly evaluations: readonly Evaluation[];
}

export type RunEvent = { readonly facts: RunFacts } & (
  | { readonly type: 'runBegan' }
  /** A run that was set aside or kept is on the page again, at rest; `runId`: of its record, where it had one. */
  | { readonly type: 'runTakenUp'; readonly runId: string | null }
  /** A training loop begins: the first, or after a pause or a failure. */
  | { readonly type: 'trainingStarted' }
  /** `facts.evaluations` has it; also when earlier scores were computed again with other settings or images. */
  | { readonly type: 'evaluated' }
  /** Someone has corrected labels of the run's images. */
  | { readonly type: 'relabelled' }
  /** `aside`: the run was paused and set aside with it. */
  | { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint; readonly aside: boolean }
  /** Back at an earlier step, by choice or because the engine was lost. */
  | { readonly type: 'runReturned' }
  | { readonly type: 'runEnded'; readonly outcome: RunOutcome; readonly error: ErrorReport | null }
);

export type RunListener = (event: RunEvent) => void;

export class RunEvents {
  readonly #listeners = new Set<RunListener>();
  readonly #failed: (error: unknown) => void;

  /** @param failed is told what a listener throws */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /** The returned function ends it. */
  on(listener: RunListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(event: RunEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.#failed(error);
      }
    }
  }
}
