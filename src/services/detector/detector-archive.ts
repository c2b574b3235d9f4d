/**
 * All files of a detector to take home: numbers (core/detector), the scripts of `take-home/` as they are, and what npm needs to run
 * them. The scripts use stock TensorFlow.js and nothing of this program.
 */
import { strToU8, type Zippable } from 'fflate';
import { detectorFiles } from '../../core/detector/files.ts';
import type { PackDetectorRequest } from './protocol.ts';
import { sumsOf } from './sums.ts';
import bmp from './take-home-onnx/bmp.mjs?raw';
import checkSums from './take-home-onnx/check-sums.mjs?raw';
import densityScript from './take-home/density.mjs?raw';
import detectorScript from './take-home/detector.mjs?raw';
import page from './take-home/index.html?raw';
import imagesScript from './take-home-onnx/node-images.mjs?raw';
import webImages from './take-home-onnx/web-images.mjs?raw';
import resizeScript from './take-home/resize.mjs?raw';
import scoreScript from './take-home/score.mjs?raw';

/** What `npm install` fetches beside them; the versions that they are tested with. */
export const NEEDS = { '@tensorflow/tfjs': '4.22.0', sharp: '0.35.5' };

const SCRIPTS = {
  'index.html': page,
  'score.mjs': scoreScript,
  'node-images.mjs': imagesScript,
  'web-images.mjs': webImages,
  'bmp.mjs': bmp,
  'detector.mjs': detectorScript,
  'density.mjs': densityScript,
  'resize.mjs': resizeScript,
  'check-sums.mjs': checkSums,
  'package.json': `${JSON.stringify({ private: true, type: 'module', dependencies: NEEDS }, null, 2)}\n`,
};

export function detectorArchive({ parts, fit, scales, documents }: PackDetectorRequest): Zippable {
  const data = detectorFiles(parts, fit, scales);
  const files = { ...data, SHA256SUMS: sumsOf(data), ...SCRIPTS, ...documents };
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      name,
      // Weights hardly shrink.
      typeof content === 'string' ? [strToU8(content), { level: 6 }] : [content, { level: 0 }],
    ]),
  );
}
