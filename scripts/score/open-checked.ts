/** A detector's zip, opened by ONNX Runtime and tried on the images that prove it before anything is scored with it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { IN_NODE, differences, openDetector } from '../../src/services/detector/take-home-onnx/detector.mjs';
import { readImage } from '../../src/services/detector/take-home-onnx/node-images.mjs';
import { ROOT } from '../package-root.ts';
import { DetectorFileError, readDetectorFile } from './detector-file.ts';

/** What npm installs with this program, unless its install script, which fetches more from the network, fails: then from the folder one works in. */
async function loadRuntime() {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    const found = fromHere('onnxruntime-node');
    if (found) return (await import(found)) as typeof import('onnxruntime-node');
    const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      optionalDependencies: Readonly<Record<string, string>>;
    };
    const wanted = `onnxruntime-node@${optionalDependencies['onnxruntime-node']}`;
    throw new Error(
      `ONNX Runtime cannot be opened (${(error as Error).message}). Nothing was scored. Run "npm install ${wanted} --ignore-scripts" in this folder and try again.`,
      { cause: error },
    );
  }
}

/** Address of a package that is installed in the folder one works in, or above it; null where it is not. */
function fromHere(name: string): string | null {
  try {
    return pathToFileURL(createRequire(join(process.cwd(), 'package.json')).resolve(name)).href;
  } catch {
    return null;
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
