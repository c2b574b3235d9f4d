/**
 * Lets the worker handle messages (pause, for example) between two steps. A message channel, not a timer: timers are slowed to
 * one a second in hidden tabs, and training goes on there. Node has `setImmediate` for it.
 */
type Schedule = (next: () => void) => void;

let schedule: Schedule | null = null;

function createSchedule(): Schedule {
  const { setImmediate } = globalThis as { setImmediate?: Schedule };
  if (setImmediate) return setImmediate;
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return (next) => {
    waiting.push(next);
    port2.postMessage(null);
  };
}

export function breathe(): Promise<void> {
  schedule ??= createSchedule();
  return new Promise(schedule);
}
