/**
 * A detector as ONE ONNX graph (opset 20): 8-bit RGB images of any one size, `images` uint8 `[N, H, W, 3]`, to `anomaly_score` `[N]`,
 * `anomaly_map` `[N, S, S]`, `p_value` `[N]` and `is_anomalous` `[N]`. Resizing, normalisation, network, windows or pooled features, density,
 * upsampling and decision are all inside: whoever opens the file does none of them again.
 */
import { bilinearMatrix, gaussianMatrix } from '../../heatmap/upsample.ts';
import { mapSigmaPx } from '../../heatmap/upsample-map.ts';
import type { Config } from '../../config/schema.ts';
import type { DetectorParts } from '../types.ts';
import { addDensity } from './density.ts';
import { addFeatures, type Features } from './features.ts';
import { OnnxGraph } from './graph.ts';
import { squareImage } from './resize.ts';

/** @throws PlaygroundError `export-failed` naming what ONNX has no way to say. */
export function onnxDetector(
  parts: DetectorParts,
  fit: Config['data']['fit'],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const g = new OnnxGraph('cutpaste_detector');
  const { imageSizePx: size } = parts;
  const images = g.input('images', 'uint8', ['N', 'H', 'W', 3]);
  const square = normalised(g, squareImage(g, images, size, fit), parts);
  const features = addFeatures(g, parts, square);
  const { scores, gradient } = addDensity(g, features.rows, parts.density);
  const score = g.op('ReduceMax', [scores, g.integers([1])], { keepdims: 0 });
  g.output('anomaly_score', score, 'float32', ['N']);
  g.output('anomaly_map', anomalyMap(g, parts, features, scores, gradient), 'float32', ['N', size, size]);
  g.output('p_value', pValue(g, score, parts.normalScores), 'float32', ['N']);
  const threshold = g.scalar(parts.threshold);
  g.output('is_anomalous', g.op('GreaterOrEqual', [score, threshold]), 'bool', ['N']);
  return g.toFile({
    ...metadata,
    threshold: String(parts.threshold),
    map_threshold: String(parts.mapThreshold),
  });
}

function normalised(g: OnnxGraph, image: string, { normalise }: DetectorParts): string {
  const perChannel = (values: readonly number[]) => g.tensor(values, [1, 3, 1, 1], 'channel');
  const shares = g.op('Div', [image, g.scalar(255)]);
  const centred = g.op('Sub', [shares, perChannel(normalise.mean)]);
  return g.op('Div', [centred, perChannel(normalise.deviation)]);
}

/** Scores of places through the Gaussian receptive field (paper 4.2), or GradCAM on the score, bilinear. */
function anomalyMap(
  g: OnnxGraph,
  { imageSizePx: size, map }: DetectorParts,
  features: Features,
  scores: string,
  gradient: () => string,
): string {
  if (features.map === null) {
    const matrix = gaussianMatrix(map.side, map, size, mapSigmaPx(map.sigmaAt256Px, size));
    return upsampled(g, g.reshape(scores, [0, map.side, map.side]), matrix, size, map.side);
  }
  const cells = g.op('Reshape', [features.map, g.integers([0, 0, -1])]);
  const summed = g.op('Relu', [g.op('MatMul', [gradient(), cells])]);
  const square = g.reshape(summed, [0, map.side, map.side]);
  return upsampled(g, square, bilinearMatrix(map.side, map, size), size, map.side);
}

/** M grid M^T: `[N, side, side]` to `[N, S, S]`. */
function upsampled(g: OnnxGraph, grid: string, matrix: Float64Array, size: number, side: number): string {
  const rows = g.tensor(matrix, [size, side], 'upsample');
  return g.op('MatMul', [g.op('MatMul', [rows, grid]), g.transpose(rows, [1, 0])]);
}

/** (1 + normal scores at least as high) / (1 + normal scores). */
function pValue(g: OnnxGraph, score: string, normal: Float64Array): string {
  const column = g.op('Unsqueeze', [score, g.integers([1])]);
  const known = g.tensor(normal, [1, normal.length], 'normal_scores');
  const above = g.cast(g.op('GreaterOrEqual', [known, column]), 'float32');
  const count = g.op('ReduceSum', [above, g.integers([1])], { keepdims: 0 });
  return g.op('Div', [g.op('Add', [count, g.scalar(1)]), g.scalar(normal.length + 1)]);
}
