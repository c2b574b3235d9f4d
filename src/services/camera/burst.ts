/** A burst of pictures at an interval, which can be stopped; those taken until then are kept. */

export interface BurstOptions {
  readonly count: number;
  readonly intervalMs: number;
  readonly signal: AbortSignal;
  readonly onTaken: (taken: number) => void;
  /** Resolves after so many milliseconds; tests hand in their own. */
  readonly wait?: (ms: number) => Promise<void>;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function takeBurst<T>(
  take: (index: number) => Promise<T>,
  { count, intervalMs, signal, onTaken, wait = sleep }: BurstOptions,
): Promise<T[]> {
  const taken: T[] = [];
  for (let i = 0; i < count && !signal.aborted; i++) {
    if (i > 0) await wait(intervalMs);
    if (signal.aborted) break;
    taken.push(await take(i));
    onTaken(taken.length);
  }
  return taken;
}
