/** Long work on the page's thread in short turns, so that input and drawing are never kept waiting. */

/** Longest turn; a task over 50 ms would be felt. */
const TURN_MS = 8;

/** Lets the page do other things, then goes on. A message is quicker than a timer and is not throttled in a hidden tab. */
function otherThings(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** To be asked between small pieces of work. */
export class Turn {
  private startedAtMs = performance.now();

  /** Resolves at once, or after other things were done when the turn is over. */
  async end(): Promise<void> {
    if (performance.now() - this.startedAtMs < TURN_MS) return;
    await otherThings();
    this.startedAtMs = performance.now();
  }
}

/** Does `work` for each item, at most `count` at a time, in order of starting. Rejects with the first error. */
export async function inLanes<T>(
  items: readonly T[],
  count: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await work(items[index], index);
  };
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, lane));
}
