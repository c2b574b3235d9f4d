/** When a run is due for a checkpoint between evaluations: so that a lost engine or tab costs at most half a minute of training. */

/** Less than half a minute, since a step can take seconds. */
const EVERY_MS = 20_000;

export class CheckpointClock {
  #savedAtMs = performance.now();

  /** A checkpoint was taken. */
  restart(): void {
    this.#savedAtMs = performance.now();
  }

  get due(): boolean {
    return performance.now() - this.#savedAtMs > EVERY_MS;
  }
}
