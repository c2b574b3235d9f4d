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
  const square = normalised(g, limited(g, squareImage(g, images, size, fit), parts), parts);
  const features = addFeatures(g, parts, square);
  const { scores, gradient } = addDensity(g, placesInside(g, features, parts), parts.density);
  const score = g.op('ReduceMax', [inImageScore(g, scores, parts), g.integers([1])], { keepdims: 0 });
  g.output('anomaly_score', score, 'float32', ['N']);
  const map = limitedMap(g, anomalyMap(g, parts, features, scores, gradient), parts);
  g.output('anomaly_map', map, 'float32', ['N', size, size]);
  g.output('p_value', pValue(g, score, parts.normalScores), 'float32', ['N']);
  const threshold = g.scalar(parts.threshold);
  g.output('is_anomalous', g.op('GreaterOrEqual', [score, threshold]), 'bool', ['N']);
  return g.toFile({
    ...metadata,
    threshold: String(parts.threshold),
    map_threshold: String(parts.mapThreshold),
  });
}

/** `[1, 1, S, S]` or `[1, S, S]`: true inside the region. */
function insideOf(g: OnnxGraph, inside: Uint8Array, dims: readonly number[]): string {
  return g.cast(g.tensor(inside, dims, 'region'), 'bool');
}

/** Pixels of the square outside of a region of interest are painted over, as they were before the network was trained. */
function limited(g: OnnxGraph, square: string, { region, imageSizePx: size }: DetectorParts): string {
  if (!region) return square;
  const colour = g.tensor(region.colour, [1, 3, 1, 1], 'outside');
  return g.op('Where', [insideOf(g, region.inside, [1, 1, size, size]), square, colour]);
}

/** Features of the windows that belong to the region; a whole image has one place. */
function placesInside(g: OnnxGraph, { rows, map }: Features, { region }: DetectorParts): string {
  return region && map === null ? g.op('Gather', [rows, g.integers(region.kept)], { axis: 1 }) : rows;
}

/** Outside of the region a map has its lowest value inside (core/region). */
function limitedMap(g: OnnxGraph, map: string, { region, imageSizePx: size }: DetectorParts): string {
  if (!region) return map;
  const inside = insideOf(g, region.inside, [1, size, size]);
  const own = g.op('Where', [inside, map, g.scalar(3e38)]);
  const low = g.op('ReduceMin', [own, g.integers([1, 2])], { keepdims: 1 });
  return g.op('Where', [inside, map, low]);
}

/** Scores of places as they count for the image: in standard deviations from what normal images score there, where that is asked for. */
function inImageScore(g: OnnxGraph, scores: string, { imageScale }: DetectorParts): string {
  if (!imageScale) return scores;
  const perPlace = (values: Float64Array, name: string) => g.tensor(values, [1, values.length], name);
  const above = g.op('Sub', [scores, perPlace(imageScale.centre, 'place_centre')]);
  return g.op('Div', [above, perPlace(imageScale.spread, 'place_spread')]);
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
  { imageSizePx: size, map, region }: DetectorParts,
  features: Features,
  scores: string,
  gradient: () => string,
): string {
  if (features.map === null) {
    const whole = region ? g.op('Gather', [scores, g.integers(region.nearest)], { axis: 1 }) : scores;
    const matrix = gaussianMatrix(map.side, map, size, mapSigmaPx(map.sigmaAt256Px, size));
    return upsampled(g, g.reshape(whole, [0, map.side, map.side]), matrix, size, map.side);
  }
  const cells = g.op('Reshape', [features.map, g.integers([0, 0, -1])]);
  const summed = g.op('Relu', [g.op('MatMul', [gradient(), cells])]);
  const own = region && region.nearest.map((index) => region.kept[index]);
  const kept = own ? g.op('Gather', [summed, g.integers(own)], { axis: 2 }) : summed;
  const square = g.reshape(kept, [0, map.side, map.side]);
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
