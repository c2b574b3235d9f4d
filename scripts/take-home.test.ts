/** A detector taken home, from the engine's numbers through its files to its own scripts with stock TensorFlow.js: the engine's scores. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { detectorFiles } from '../src/core/detector/files.ts';
import { startBackend } from '../src/engine/backend/start.ts';
import { detectorParts } from '../src/engine/export/detector-parts.ts';
import { createFormulaModel } from '../src/engine/formula/model.ts';
import { evaluate } from '../src/engine/inference/evaluate.ts';
import { sumsOf } from '../src/services/detector/sums.ts';
import { FILES, openDetector } from '../src/services/detector/take-home/detector.mjs';
import { checkSums } from '../src/services/detector/take-home-onnx/check-sums.mjs';
import { inputFor, REGION, SIDE, test } from './score/take-home-input.ts';

/** As a canvas has them. */
function rgba(pixels: Uint8Array): Uint8Array {
  const data = new Uint8Array(SIDE * SIDE * 4);
  for (let p = 0; p < SIDE * SIDE; p++) data.set(pixels.subarray(3 * p, 3 * p + 3), 4 * p);
  return data;
}

beforeAll(async () => void (await startBackend('cpu', {}, () => {})));

it.each([
  ['small', 'patch', 'exact', 16, 8, 'linear', 'auto', ''],
  ['small', 'patch', 'fast', 16, 8, 'none', 'auto', ''],
  ['small', 'patch', 'fast', 16, 8, 'linear', 'per-location-spread', ''],
  ['small', 'patch', 'fast', 24, 6, 'linear', 'auto', ''],
  ['small', 'patch', 'fast', 8, 12, 'linear', 'auto', ''],
  ['small', 'patch', 'fast', 8, 16, 'linear', 'auto', ''],
  ['small', 'image', 'exact', 16, 8, 'linear', 'auto', ''],
  ['small-valid', 'patch', 'exact', 32, 4, 'none', 'auto', ''],
  ['small-valid', 'patch', 'fast', 32, 4, 'none', 'per-location-spread', ''],
  ['small-valid', 'patch', 'fast', 39, 1, 'none', 'auto', ''],
  ['small-valid', 'image', 'exact', 32, 8, 'none', 'auto', ''],
  ['small', 'patch', 'exact', 16, 8, 'linear', 'auto', REGION],
  ['small', 'patch', 'fast', 16, 8, 'linear', 'per-location-spread', REGION],
  ['small', 'image', 'exact', 16, 8, 'linear', 'auto', REGION],
] as const)(
  '%s, %s model, %s, windows of %i px at stride %i, correction %s, Gaussians %s, region %s',
  async (backbone, mode, dense, sizePx, stridePx, correction, locality, region) => {
    const { quick } = PRESETS;
    const windows = {
      windowSizePx: sizePx,
      windowStridePx: stridePx,
      dense,
      correction,
      locality,
      imageScore: dense === 'fast' ? ('standardised' as const) : ('maximum' as const),
      syntheticDefects: false,
    };
    const config: Config = {
      ...quick,
      data: { ...quick.data, imageSizePx: SIDE, region },
      model: { ...quick.model, backbone, mode, width: 4, cropSizePx: 16 },
      evaluation: { ...quick.evaluation, ...windows },
    };
    const model = createFormulaModel({
      backbone,
      width: 4,
      stem: 'auto',
      headWidth: 8,
      sizePx: 16,
      batch: 1,
      beta: 0.1,
    });
    const input = inputFor(model, config);
    const { testScores, maps, threshold } = await evaluate(input);
    const data = detectorFiles(await detectorParts(input), 'stretch');
    const files: Record<string, string | Uint8Array> = { ...data, SHA256SUMS: sumsOf(data) };
    const read = async (name: string) => {
      const content = files[name];
      return (typeof content === 'string' ? new TextEncoder().encode(content) : content).slice().buffer;
    };
    const detector = await openDetector(tf, read);
    expect(detector.settings.threshold).toBe(threshold);
    for (const [i, { pixels }] of test.entries()) {
      const found = await detector.score({ width: SIDE, height: SIDE, data: rgba(pixels) });
      expect(Math.abs(found.score / testScores[i] - 1)).toBeLessThan(1e-4);
      if (mode === 'image') continue;
      expect(found.places).toHaveLength(maps[i].scores.length);
      maps[i].scores.forEach((score, place) =>
        expect(Math.abs(found.places[place] / score - 1)).toBeLessThan(1e-4),
      );
    }
    await checkSums(read, FILES);
    const density = data['density.bin'] as Uint8Array;
    files['density.bin'] = density.map((byte, i) => (i === density.length - 3 ? byte ^ 1 : byte));
    await expect(checkSums(read, FILES)).rejects.toThrow('density.bin is not the file that SHA256SUMS has');
    model.dispose();
  },
);
