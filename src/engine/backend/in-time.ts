/** A storage that does not answer is done without: what it would have kept is measured again. */
const PATIENCE_MS = 1000;

/** Null where `work` fails or takes longer than a second. */
export const inTime = <T>(work: Promise<T>): Promise<T | null> =>
  Promise.race([
    work.catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS)),
  ]);
