/**
 * Lets the worker handle messages (pause, for example) between two steps. A message channel, not a timer: timers are slowed to
 * one a second in hidden tabs, and training goes on there.
 */
const waiting: (() => void)[] = [];
let channel: MessageChannel | null = null;

export function breathe(): Promise<void> {
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
    // In Node an open port would keep the process alive.
    (channel.port1 as { unref?: () => void }).unref?.();
  }
  const { port2 } = channel;
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}
