/**
 * Slow motion: a limit on steps a second, so that a person can follow single steps. The wait is cut into short turns, so that a
 * pause or another pace takes effect at once.
 */
const TURN_MS = 40;

export class Pace {
  private stepsPerSecond: number | null = null;

  /** Null is full speed. */
  set(stepsPerSecond: number | null): void {
    this.stepsPerSecond = stepsPerSecond;
  }

  get slow(): boolean {
    return this.stepsPerSecond !== null;
  }

  /** Waits until the step that began at `startedMs` has had its share of a second, or `halted`. */
  async rest(startedMs: number, halted: () => boolean): Promise<void> {
    while (this.stepsPerSecond !== null && !halted()) {
      const left = startedMs + 1000 / this.stepsPerSecond - performance.now();
      if (left <= 0) return;
      await new Promise((resolve) => setTimeout(resolve, Math.min(TURN_MS, left)));
    }
  }
}
