/**
 * Before an ONNX detector is handed over, ONNX Runtime opens it here and scores the images that this program has scored: what it says of
 * them must be the same. The runtime is 14 MB of WebAssembly, fetched when it is first needed.
 */
import type { DetectorParts } from '../../core/detector/types.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { goldenResult } from './onnx-archive.ts';
import type { OnnxCheck } from './protocol.ts';
import { differences, openDetector } from './take-home-onnx/detector.mjs';

const MOST_SCORE = 1e-4;
const MOST_MAP = 1e-3;

/** Null where the runtime could not be fetched (no network). @throws PlaygroundError `export-differs` */
export async function checkOnnx(model: Uint8Array, parts: DetectorParts): Promise<OnnxCheck | null> {
  const runtime = await loadRuntime();
  if (runtime === null) return null;
  const detector = await openDetector(runtime, model, { executionProviders: ['wasm'] });
  const worst = { score: 0, map: 0, flipped: 0 };
  const side = parts.imageSizePx;
  for (const one of parts.golden) {
    const found = await detector.score({ width: side, height: side, data: one.pixels });
    const apart = differences(found, goldenResult(parts, one));
    // A NaN is no small difference.
    worst.score = Math.max(worst.score, Number.isNaN(apart.score) ? Infinity : apart.score);
    worst.map = Math.max(worst.map, Number.isNaN(apart.map) ? Infinity : apart.map);
    if (apart.flipped) worst.flipped++;
  }
  await detector.release();
  if (worst.score > MOST_SCORE || worst.map > MOST_MAP || worst.flipped > 0)
    throw new PlaygroundError(
      'export-differs',
      `ONNX Runtime scores the file differently (scores by ${worst.score.toExponential(1)}, maps by ${worst.map.toExponential(1)}, ${worst.flipped} decisions). It was not handed over; the run is as it was.`,
      { score: worst.score.toExponential(1), map: worst.map.toExponential(1), flipped: worst.flipped },
    );
  return { images: parts.golden.length, score: worst.score, map: worst.map };
}

async function loadRuntime() {
  const [ort, { default: wasm }] = await Promise.all([
    import('onnxruntime-web/wasm'),
    import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
  ]);
  const binary = await fetch(wasm).then(
    (response) => (response.ok ? response.arrayBuffer() : null),
    () => null,
  );
  if (binary === null) return null;
  ort.env.wasm.wasmBinary = binary;
  ort.env.wasm.numThreads = 1;
  return ort;
}
