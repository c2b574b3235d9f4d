/**
 * The proxy confusion matrices of a run, step by step: the engine counts one over the last steps and does not keep it with the weights, so
 * that after a return to an earlier step the page would go on showing steps that are gone.
 */
import type { EngineEvent } from '../../worker/protocol.ts';

/** Four come a second at most; of a long run every second one is let go, again and again. */
const MOST = 4000;

export class ConfusionMemory {
  #known: { readonly step: number; readonly confusion: Int32Array }[] = [];

  hear(event: EngineEvent): void {
    const step = event.type === 'steps' ? event.records.at(-1)?.step : undefined;
    if (event.type === 'steps' && step !== undefined) this.note(step, event.confusion);
  }

  /** As of this step; what was known of later ones belongs to an abandoned branch. */
  note(step: number, confusion: Int32Array | null): void {
    this.returnTo(step - 1);
    if (confusion) this.#known.push({ step, confusion });
    if (this.#known.length > MOST) this.#known = this.#known.filter((_, i) => i % 2 === 1);
  }

  /** The run is back at this step. Null: no step before it is known, as with the untrained network. */
  returnTo(step: number): Int32Array | null {
    while ((this.#known.at(-1)?.step ?? -Infinity) > step) this.#known.pop();
    return this.#known.at(-1)?.confusion ?? null;
  }
}
