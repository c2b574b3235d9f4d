/** Opens the detector of this folder with ONNX Runtime, when its files are those that were saved. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-node';
import { IN_NODE, openDetector } from './detector.mjs';

/** Bytes of a file of this folder. */
export const here = (name) => readFile(new URL(name, import.meta.url));

const hash = (content) => createHash('sha256').update(content).digest('hex');

/** Ends the program with 1 where a file was changed or damaged; nothing is scored then. */
function refuse(name, belongs) {
  console.error(`${name} is not the file that ${belongs} belongs to: it was changed or damaged.`);
  process.exit(1);
}

/** @returns the detector, and golden.json: thresholds, scales of deep files, and the images that prove it */
export async function openHere() {
  const text = await here('golden.json');
  if (hash(text) !== String(await here('golden.sha256')).split(' ')[0])
    refuse('golden.json', 'golden.sha256');
  const golden = JSON.parse(text);
  const model = await here('detector.onnx');
  if (hash(model) !== golden.sha256) refuse('detector.onnx', 'golden.json');
  return { detector: await openDetector(ort, model, IN_NODE), golden };
}
