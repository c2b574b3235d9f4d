/**
 * Collects the engine's events and hands them on at most ten times a second, so that a fast run does not redraw the page for
 * every step. `flush` hands on at once; a run's end calls it so that nothing is shown late.
 */
export interface EventBuffer<T> {
  push(event: T): void;
  flush(): void;
  /** Drop what has not been handed on. */
  clear(): void;
}

export function createEventBuffer<T>(
  handle: (events: readonly T[]) => void,
  intervalMs = 100,
): EventBuffer<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stopTimer = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const flush = (): void => {
    stopTimer();
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    handle(events);
  };
  return {
    push(event) {
      waiting.push(event);
      timer ??= setTimeout(flush, intervalMs);
    },
    flush,
    clear() {
      stopTimer();
      waiting = [];
    },
  };
}
