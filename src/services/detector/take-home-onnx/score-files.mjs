/** Scores image files in their order; while one's result is used the next is scored, and those after it are read. */
import { readImage } from './node-images.mjs';

/** Images that are read ahead. */
const AHEAD = 2;

/**
 * @param detector From `openDetector`.
 * @param {readonly string[]} paths
 * @param {object} [reading] Of `readImage`: the scales of golden.json.
 * @returns for each path in turn either what was found, or the error that says why it was left out
 */
export async function* scoreFiles(detector, paths, reading) {
  const settled = (work) =>
    work.then(
      (value) => ({ value, error: null }),
      (error) => ({ value: null, error }),
    );
  const reads = [];
  const score = async (i) => {
    while (reads.length < Math.min(paths.length, i + 1 + AHEAD))
      reads.push(settled(readImage(paths[reads.length], reading)));
    const { value, error } = await reads[i];
    reads[i] = null;
    if (error) throw error;
    return detector.score(value);
  };
  let next = paths.length > 0 ? settled(score(0)) : null;
  for (let i = 0; i < paths.length; i++) {
    const { value, error } = await next;
    if (i + 1 < paths.length) next = settled(score(i + 1));
    yield { path: paths[i], found: value, error };
  }
}
