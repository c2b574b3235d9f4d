/**
 * A rest after results were sent: while the page draws them the engine leaves it the processor. On two cores with two training threads
 * the page would otherwise get a third of a core, and a drawing of 20 ms would hold it up for 60.
 */
const LONGEST_MS = 400;

/** Resolves when the listener's answer settles, at the latest after `longestMs`; at once where it is no promise. */
export async function shown(answer: unknown, longestMs = LONGEST_MS): Promise<void> {
  if (!(answer instanceof Promise)) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, longestMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    answer.then(done, done);
  });
}
