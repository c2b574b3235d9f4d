/**
 * Scores image files in their order. A few are on their way at a time: while one is scored, the next are read, and what is made of those before it
 * is finished.
 */
import { readImage } from './node-images.mjs';

/** Images on their way. */
const AHEAD = 4;

/**
 * @param detector From `openDetector`.
 * @param {readonly string[]} paths
 * @param {object} [options]
 * @param {object} [options.scales] Of golden.json.
 * @param {(path: string, found: any) => Promise<unknown>} [options.make] What is made of a result, for example a file; where it fails, all ends.
 * @returns for each path in turn either what was found, or the error that says why it was left out
 */
export async function* scoreFiles(detector, paths, { scales, make } = {}) {
  const one = async (path) => {
    let found;
    try {
      found = await detector.score(await readImage(path, { scales }));
    } catch (error) {
      return { path, found: null, error };
    }
    await make?.(path, found);
    return { path, found, error: null };
  };
  const begin = (path) => {
    const work = one(path);
    // A failure is told when its turn comes.
    work.catch(() => undefined);
    return work;
  };
  const begun = paths.slice(0, AHEAD).map(begin);
  for (let i = 0; i < paths.length; i++) {
    const result = await begun[i % AHEAD];
    if (i + AHEAD < paths.length) begun[i % AHEAD] = begin(paths[i + AHEAD]);
    yield result;
  }
}
