/** Scores image files one after another; the next one is read while the present one is scored. */
import { readImage } from './node-images.mjs';

/**
 * @param detector From `openDetector`.
 * @param {readonly string[]} paths
 * @returns for each path in turn either what was found, or the error that says why it was left out
 */
export async function* scoreFiles(detector, paths) {
  const read = (path) =>
    path === undefined
      ? null
      : readImage(path).then(
          (image) => ({ image }),
          (error) => ({ error }),
        );
  let next = read(paths[0]);
  for (let i = 0; i < paths.length; i++) {
    const { image, error } = await next;
    next = read(paths[i + 1]);
    if (error) yield { path: paths[i], found: null, error };
    else {
      try {
        yield { path: paths[i], found: await detector.score(image), error: null };
      } catch (reason) {
        yield { path: paths[i], found: null, error: reason };
      }
    }
  }
}
