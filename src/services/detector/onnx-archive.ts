/**
 * All files of a detector as ONNX: the graph, five images with what this program measured of them, the scripts of `take-home-onnx/` as they
 * are, and what npm needs to run them.
 */
import { strToU8, type Zippable } from 'fflate';
import { onnxDetector } from '../../core/detector/onnx/build.ts';
import type { DetectorParts, GoldenImage } from '../../core/detector/types.ts';
import { encodePng } from '../../core/export/png.ts';
import { upsampleMap } from '../../core/heatmap/upsample-map.ts';
import type { PackDetectorRequest } from './protocol.ts';
import { sumsOf } from './sums.ts';
import bmp from './take-home-onnx/bmp.mjs?raw';
import checkSums from './take-home-onnx/check-sums.mjs?raw';
import checkSumsPython from './take-home-onnx/check_sums.py?raw';
import detectorPython from './take-home-onnx/detector.py?raw';
import detectorScript from './take-home-onnx/detector.mjs?raw';
import dockerfile from './take-home-onnx/Dockerfile?raw';
import images from './take-home-onnx/node-images.mjs?raw';
import openScript from './take-home-onnx/open-here.mjs?raw';
import page from './take-home-onnx/index.html?raw';
import scorePython from './take-home-onnx/score.py?raw';
import scoreScript from './take-home-onnx/score.mjs?raw';
import scoreFiles from './take-home-onnx/score-files.mjs?raw';
import serveScript from './take-home-onnx/serve.mjs?raw';
import serviceScript from './take-home-onnx/service.mjs?raw';
import verifyPython from './take-home-onnx/verify.py?raw';
import verifyScript from './take-home-onnx/verify.mjs?raw';
import webImages from './take-home-onnx/web-images.mjs?raw';

/** What `npm install` fetches beside them; the versions that they are tested with. */
export const ONNX_NEEDS = { 'onnxruntime-node': '1.30.0', 'onnxruntime-web': '1.30.0', sharp: '0.35.5' };

const SCRIPTS = {
  'index.html': page,
  'score.mjs': scoreScript,
  'verify.mjs': verifyScript,
  'score-files.mjs': scoreFiles,
  'serve.mjs': serveScript,
  'service.mjs': serviceScript,
  'open-here.mjs': openScript,
  'check-sums.mjs': checkSums,
  'detector.mjs': detectorScript,
  'node-images.mjs': images,
  'web-images.mjs': webImages,
  'bmp.mjs': bmp,
  'score.py': scorePython,
  'verify.py': verifyPython,
  'detector.py': detectorPython,
  'check_sums.py': checkSumsPython,
  'requirements.txt': 'onnxruntime>=1.17\nnumpy\npillow\n',
  Dockerfile: dockerfile,
  '.dockerignore': 'node_modules\n',
  // What these packages would fetch besides is for other processors than the CPU.
  '.npmrc': 'ignore-scripts=true\n',
  'package.json': `${JSON.stringify({ private: true, type: 'module', dependencies: ONNX_NEEDS }, null, 2)}\n`,
};

/** What was measured here of an image: its score, whether that is anomalous, and its map at image size. */
export function goldenResult(parts: DetectorParts, { score, places }: GoldenImage) {
  const { side, stridePx, offsetPx, sigmaAt256Px } = parts.map;
  const region = parts.region?.code;
  const grid = { rows: side, columns: side, stridePx, offsetPx, scores: places, region };
  const map = upsampleMap(grid, parts.windows ? 'patch' : 'gradcam', parts.imageSizePx, sigmaAt256Px);
  // The graph compares float32 with float32.
  return { score, anomalous: Math.fround(score) >= Math.fround(parts.threshold), map };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** The graph, with what is known about it. */
export function onnxFile({ parts, fit, metadata }: PackDetectorRequest): Uint8Array {
  return onnxDetector(parts, fit, metadata);
}

export function onnxArchive(request: PackDetectorRequest, model: Uint8Array): Zippable {
  const { parts, fit, scales, documents } = request;
  const side = parts.imageSizePx;
  const data: Record<string, string | Uint8Array> = { 'detector.onnx': model };
  const images = parts.golden.map((one, i) => {
    const { score, anomalous, map } = goldenResult(parts, one);
    const [file, mapFile] = [`golden/${i + 1}.png`, `golden/${i + 1}.map`];
    data[file] = encodePng(side, side, 3, one.pixels);
    data[mapFile] = bytesOf(map);
    return { file, mapFile, score, anomalous };
  });
  const { step, threshold, mapThreshold } = parts;
  const about = { version: 3, step, fit, scales, threshold, mapThreshold, images };
  data['golden.json'] = `${JSON.stringify(about, null, 2)}\n`;
  const files = { ...SCRIPTS, ...documents, ...data, SHA256SUMS: sumsOf(data) };
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      name,
      // Weights and pictures hardly shrink.
      typeof content === 'string' ? [strToU8(content), { level: 6 }] : [content, { level: 0 }],
    ]),
  );
}
