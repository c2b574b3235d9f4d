/** What is asked of the engine beside the run: the warm-up, the no-training baseline, a person's own network, questions between training steps. */
import type { ChoiceOrder, Trials } from '../../core/choice/trial.ts';
import { PlaygroundError } from '../../core/errors.ts';
import type { EngineClient } from '../../worker/engine-client.ts';
import type {
  AlikeSets,
  BackboneFile,
  BackbonePreprocessing,
  BackboneReport,
  Evaluation,
  FrameScore,
} from '../../worker/protocol.ts';
import type { EngineLink } from './engine-link.ts';

export class EngineQuestions {
  readonly #link: EngineLink;

  constructor(link: EngineLink) {
    this.#link = link;
  }

  /** Start the engine before it is needed; a failure shows itself when it is. */
  async warmUp(): Promise<void> {
    const { client, get } = this.#link;
    try {
      this.#link.showBackend(await client.start(get().backendChoice));
    } catch {
      // Shown by the action that needs it.
    }
    this.#link.quiet();
  }

  /** The no-training baseline, taking turns with a run; needs none. */
  async pretrained(): Promise<Evaluation> {
    await this.#link.start();
    const evaluation = await this.#link.client.pretrained(this.#link.get().config);
    this.#link.quiet();
    return evaluation;
  }

  /** Training images that look alike to the baseline's network, taking turns with a run; needs none. */
  async findAlike(): Promise<AlikeSets> {
    await this.#link.start();
    const sets = await this.#link.client.findAlike(this.#link.get().config);
    this.#link.quiet();
    return sets;
  }

  /** What the comparison of tasks would take, and the comparison; both take turns with a run and need none. */
  async choiceCost(order: ChoiceOrder, wanted: () => boolean): Promise<number> {
    await this.#startFor(wanted);
    return this.#link.client.choiceCost(this.#link.get().config, order);
  }

  async tryTasks(order: ChoiceOrder, wanted: () => boolean): Promise<Trials> {
    await this.#startFor(wanted);
    const trials = await this.#link.client.tryTasks(this.#link.get().config, order);
    this.#link.quiet();
    return trials;
  }

  /** What was stopped while the engine started is not begun. @throws PlaygroundError `cancelled` */
  async #startFor(wanted: () => boolean): Promise<void> {
    await this.#link.start();
    if (!wanted()) throw new PlaygroundError('cancelled', 'It was stopped before it began.');
  }

  /** A person's own network for the no-training baseline, or (null) EfficientNet-B0 again. */
  async useBackbone(
    files: readonly BackboneFile[] | null,
    preprocessing: BackbonePreprocessing,
  ): Promise<BackboneReport | null> {
    await this.#link.start();
    return this.#link.client.useBackbone(files, preprocessing);
  }

  /** A question that the engine answers between training steps. What it said of its progress is over with the answer. */
  async ask<T>(question: (client: EngineClient) => Promise<T>): Promise<T> {
    try {
      return await question(this.#link.client);
    } finally {
      this.#link.quiet();
    }
  }

  /** A camera frame, scored between training steps; needs a run. */
  async scoreFrame(pixels: Uint8Array): Promise<FrameScore> {
    const frame = await this.#link.client.scoreFrame(pixels);
    if (this.#link.get().status !== null) this.#link.quiet();
    return frame;
  }
}
