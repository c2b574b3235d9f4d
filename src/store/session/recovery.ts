/**
 * When the engine is lost (device, worker, browser): a new worker gets backend, images and the last checkpoint, a few times in a row; a GPU
 * that is lost twice without a checkpoint between is left for WASM, for this run only.
 */
import { PlaygroundError } from '../../core/errors.ts';
import type { BackendChoice } from '../../worker/protocol.ts';
import { untilStep } from '../evaluation-line.ts';
import type { PlaygroundState } from '../state.ts';
import type { EngineLink } from './engine-link.ts';

/** Losses without a checkpoint between them after which the run is given up. */
const MAX_LOSSES = 3;

export class Recovery {
  readonly #link: EngineLink;
  #losses = 0;
  /** Where the run goes on after its GPU was lost repeatedly. */
  #fallback: BackendChoice | null = null;

  constructor(link: EngineLink) {
    this.#link = link;
    link.events.on(({ type }) => {
      if (type === 'checkpoint') this.#losses = 0;
    });
  }

  /** Another run, or a backend that a person has chosen: that counts. */
  forget(): void {
    this.#losses = 0;
    this.#fallback = null;
  }

  /** Backend, images and the last checkpoint in a new worker; returns the state as of then. */
  async bringBack(reason = ''): Promise<Partial<PlaygroundState>> {
    const { get, client, confusions } = this.#link;
    const { backendChoice, backend, step: before } = get();
    if (this.#losses > 1 && backend?.name !== 'wasm') this.#fallback = 'wasm';
    const choice = this.#fallback ?? backendChoice;
    const recovery = await client.recover(choice, () => this.#link.syncImages());
    const { looks, records } = get();
    if (reason) {
      const detail = { reason, step: recovery.step, lostSteps: Math.max(0, before - recovery.step) };
      if (choice !== backendChoice) this.#link.notice('backend-fallback', { ...detail, backend: choice });
      else this.#link.notice('engine-recovered', detail);
    }
    return {
      backend: recovery.backend,
      plan: recovery.plan,
      step: recovery.step,
      ...untilStep(get(), recovery.step),
      looks: looks.filter((look) => look.step <= recovery.step),
      records: records.filter((record) => record.step <= recovery.step),
      confusion: confusions.returnTo(recovery.step),
    };
  }

  /** The state as of the last checkpoint after this failure. @throws what cannot be mended. */
  async recoverFrom(error: unknown): Promise<Partial<PlaygroundState>> {
    const lost = error instanceof PlaygroundError && error.code === 'engine-lost';
    if (!lost || error.detail.cause === 'stopped' || ++this.#losses > MAX_LOSSES) throw error;
    this.#link.enter('preparing', { status: null });
    return this.bringBack(String(error.detail.reason ?? error.message));
  }
}
