/**
 * The numbers of a detector as the files that its scripts read: `detector.json`, `model/`, `density.bin`, `correction.bin`, `places.bin`. All
 * little-endian.
 */
import type { Config } from '../config/schema.ts';
import type { DepthScales } from '../dataset/formats/depth.ts';
import type { DetectorParts } from './types.ts';

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** How `density.bin` is read: the arrays of the score's law one after another, and how long each is. */
function densityFile({ settings, arrays, ...head }: DetectorParts['density']): {
  settings: object;
  data: Float64Array;
} {
  const parts = Object.entries(arrays);
  const data = new Float64Array(parts.reduce((sum, [, { length }]) => sum + length, 0));
  let at = 0;
  for (const [, values] of parts) {
    data.set(values, at);
    at += values.length;
  }
  const lengths = Object.fromEntries(parts.map(([name, { length }]) => [name, length]));
  return { settings: { ...head, ...settings, arrays: lengths }, data };
}

/** Weights, then bias; no file where windows are not corrected. */
function correctionFile(windows: DetectorParts['windows']): Readonly<Record<string, Uint8Array>> {
  if (!windows?.correction) return {};
  const { weights, bias } = windows.correction;
  return { 'correction.bin': bytesOf(Float32Array.of(...weights, ...bias)) };
}

/** What normal images score at each place: centres, then spreads; no file where the image's score is the maximum itself. */
function placesFile({ imageScale }: DetectorParts): Readonly<Record<string, Uint8Array>> {
  if (!imageScale) return {};
  return { 'places.bin': bytesOf(Float64Array.of(...imageScale.centre, ...imageScale.spread)) };
}

/** Lengths of runs, outside first: a region is a few of them. */
function runsOf(inside: Uint8Array): number[] {
  const runs: number[] = [];
  let from = 0;
  for (let i = 0; i <= inside.length; i++) {
    if (i < inside.length && inside[i] === runs.length % 2) continue;
    runs.push(i - from);
    from = i;
  }
  return runs;
}

/** Paths to contents. `scales`: what became 255 in training images deeper than 8 bits. */
export function detectorFiles(
  parts: DetectorParts,
  fit: Config['data']['fit'],
  scales: DepthScales = {},
): Readonly<Record<string, string | Uint8Array>> {
  const {
    model,
    density,
    imageSizePx,
    normalise,
    region,
    windows,
    networkStridePx,
    placePx,
    threshold,
    normalScores,
    normalScoresKept,
    mapThreshold,
    step,
  } = parts;
  const numbers = densityFile(density);
  return {
    'detector.json': json({
      version: 1,
      step,
      image: { sizePx: imageSizePx, fit, scales },
      normalise,
      region: region && { ...region, inside: runsOf(region.inside) },
      windows: windows && { ...windows, correction: windows.correction !== null },
      networkStridePx,
      placePx,
      imageScore: parts.imageScale ? 'standardised' : 'maximum',
      density: numbers.settings,
      threshold,
      mapThreshold,
      calibration: { kept: normalScoresKept, scores: [...normalScores].sort((a, b) => a - b) },
    }),
    'model/model.json': json({
      format: 'layers-model',
      generatedBy: 'CutPaste Playground',
      convertedBy: null,
      modelTopology: model.topology,
      weightsManifest: [
        {
          paths: ['weights.bin'],
          weights: model.weights.map((weight) => ({ ...weight, dtype: 'float32' })),
        },
      ],
    }),
    'model/weights.bin': bytesOf(model.data),
    'density.bin': bytesOf(numbers.data),
    ...correctionFile(windows),
    ...placesFile(parts),
  };
}
