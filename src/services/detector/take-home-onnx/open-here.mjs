/** Opens the detector of this folder with ONNX Runtime, when its files are those that were saved. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-node';
import { checkSums } from './check-sums.mjs';
import { IN_NODE, openDetector } from './detector.mjs';

/** Bytes of a file of this folder. */
export const here = (name) => readFile(new URL(name, import.meta.url));

/**
 * Where a file was changed or damaged the program ends with 1; nothing is scored then.
 * @returns the detector, and golden.json: thresholds, scales of deep files, and the images that prove it
 */
export async function openHere() {
  try {
    await checkSums(here, ['detector.onnx', 'golden.json']);
    const golden = JSON.parse(await here('golden.json'));
    return { detector: await openDetector(ort, await here('detector.onnx'), IN_NODE), golden };
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
