/** A detector's zip, opened by ONNX Runtime and tried on the images that prove it before anything is scored with it. */
import { IN_NODE, differences, openDetector } from '../../src/services/detector/take-home-onnx/detector.mjs';
import { readImage } from '../../src/services/detector/take-home-onnx/node-images.mjs';
import { DetectorFileError, readDetectorFile } from './detector-file.ts';

/** @throws Error with what to do where the runtime is not installed */
async function loadRuntime() {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    throw new Error(
      `ONNX Runtime cannot be opened (${(error as Error).message}). Run "npm install onnxruntime-node@1.30.0 --ignore-scripts" and try again.`,
      { cause: error },
    );
  }
}

/** @throws DetectorFileError naming the file and what is wrong with it */
export async function openChecked(file: string) {
  const { model, golden, threshold, mapThreshold, scales } = await readDetectorFile(file);
  const detector = await openDetector(await loadRuntime(), model, IN_NODE);
  for (const one of golden) {
    const apart = differences(await detector.score(await readImage(one.png)), one);
    // Written so that not-a-number fails.
    if (!(apart.score <= 1e-4 && apart.map <= 1e-3) || apart.flipped)
      throw new DetectorFileError(
        `"${file}" does not score ${one.file} as the page did. Nothing was scored.`,
      );
  }
  return { detector, threshold, mapThreshold, scales };
}
