/**
 * A run as of each checkpoint, as a project file without images, while training goes on: what the command line goes on from after it was ended.
 * One file at a time; of checkpoints that come meanwhile only the last is written.
 */
import { toErrorReport } from '../../core/errors.ts';
import type { KeptWeights, SessionOutline } from '../../core/project/content.ts';
import { downloadFile } from '../../services/export/download.ts';
import { packProject } from '../../services/project/project.ts';
import type { Checkpoint } from '../../worker/protocol.ts';
import type { RunEvents } from '../session/run-events.ts';
import type { PlaygroundState } from '../state.ts';
import { outlineOf } from './outline.ts';

const FILE = 'checkpoint.zip';

interface Kept {
  readonly outline: SessionOutline;
  readonly weights: KeptWeights;
}

export interface CheckpointHost {
  get(): PlaygroundState;
  pack(outline: SessionOutline, weights: KeptWeights): Promise<Blob>;
  /** The file is given away. */
  give(file: Blob): void;
}

export class CheckpointFiles {
  readonly #host: CheckpointHost;
  #next: Kept | null = null;
  #writing: Promise<void> | null = null;
  #given = 0;
  /** Why the last file could not be made; null while all could. */
  failure: string | null = null;

  constructor(events: RunEvents, host: CheckpointHost) {
    this.#host = host;
    events.on((event) => {
      if (event.type === 'checkpoint' && event.checkpoint.step > 0) this.#take(event.checkpoint);
    });
  }

  /** How many files were given away until now, when there is nothing more to write. */
  async settled(): Promise<number> {
    await this.#writing;
    return this.#given;
  }

  /** The page as of now: later it may be further than the checkpoint. */
  #take(checkpoint: Checkpoint): void {
    const state = this.#host.get();
    const outline = outlineOf(state, state.datasetOrigin(), checkpoint, Date.now());
    this.#next = { outline, weights: checkpoint.tensors.map(({ data }) => data) };
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
  }

  async #write(): Promise<void> {
    while (this.#next) {
      const { outline, weights } = this.#next;
      this.#next = null;
      try {
        this.#host.give(await this.#host.pack(outline, weights));
        this.#given++;
      } catch (error) {
        this.failure = toErrorReport(error).message;
      }
    }
  }
}

/** From now on every checkpoint of the page's run is offered as a file to download. */
export const giveCheckpoints = (get: () => PlaygroundState, events: RunEvents): CheckpointFiles =>
  new CheckpointFiles(events, {
    get,
    pack: (outline, weights) => packProject(outline, weights, null, () => undefined),
    give: (file) => downloadFile(FILE, file),
  });
