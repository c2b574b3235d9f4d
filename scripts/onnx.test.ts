/** A detector as an ONNX file, opened by onnxruntime: scores, maps and decisions are the engine's, from bytes of the images on. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, expect, it } from 'vitest';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { onnxDetector } from '../src/core/detector/onnx/build.ts';
import { upsampleMap } from '../src/core/heatmap/upsample-map.ts';
import { startBackend } from '../src/engine/backend/start.ts';
import { detectorParts } from '../src/engine/export/detector-parts.ts';
import { createFormulaModel } from '../src/engine/formula/model.ts';
import { Model } from '../src/engine/models/model.ts';
import { describeNetwork } from '../src/core/networks/network.ts';
import { evaluate } from '../src/engine/inference/evaluate.ts';
import { inputFor, REGION, SIDE, test } from './score/take-home-input.ts';

beforeAll(async () => void (await startBackend('wasm', { wasmThreads: 1 }, () => {})));

const relative = (found: number, expected: number) => Math.abs(found - expected) / Math.abs(expected);

/** EfficientNet-B0 as it comes from the seed, the others with weights from a formula. */
function modelOf({ model }: Config): Model {
  const { backbone } = model;
  if (backbone === 'efficientnet-b0') return new Model(describeNetwork(model, SIDE, 3)).initialise(1);
  const sizes = { width: 4, headWidth: 8, sizePx: 16, batch: 1 };
  return createFormulaModel({ backbone, stem: 'auto', beta: 0.1, ...sizes });
}

it.each([
  ['small', 'patch', 'exact', 16, 8, 'linear', 'auto', {}, ''],
  ['small', 'patch', 'fast', 16, 8, 'none', 'auto', {}, ''],
  ['small', 'patch', 'fast', 16, 8, 'linear', 'per-location-spread', {}, ''],
  ['small', 'patch', 'fast', 24, 6, 'linear', 'auto', { estimator: 'kde', l2Normalise: false }, ''],
  ['small', 'patch', 'fast', 8, 12, 'linear', 'per-location', { estimator: 'memory-bank' }, ''],
  ['small', 'patch', 'fast', 8, 16, 'linear', 'auto', { covariance: 'pca' }, ''],
  ['small', 'image', 'exact', 16, 8, 'linear', 'auto', {}, ''],
  ['small', 'image', 'exact', 16, 8, 'linear', 'auto', { l2Normalise: false, covariance: 'diagonal' }, ''],
  ['small', 'image', 'exact', 16, 8, 'linear', 'auto', { estimator: 'kde' }, ''],
  ['small', 'image', 'exact', 16, 8, 'linear', 'auto', { estimator: 'kde', l2Normalise: false }, ''],
  ['small', 'image', 'exact', 16, 8, 'linear', 'auto', { estimator: 'nearest' }, ''],
  ['small', 'image', 'exact', 16, 8, 'linear', 'auto', { estimator: 'memory-bank', bankShare: 0.5 }, ''],
  ['small-valid', 'patch', 'exact', 32, 4, 'none', 'auto', {}, ''],
  ['small-valid', 'patch', 'fast', 32, 4, 'none', 'per-location-spread', {}, ''],
  ['small-valid', 'patch', 'fast', 39, 1, 'none', 'auto', {}, ''],
  ['small-valid', 'image', 'exact', 32, 8, 'none', 'auto', {}, ''],
  ['resnet18', 'patch', 'fast', 16, 8, 'none', 'auto', {}, ''],
  ['resnet18', 'image', 'exact', 16, 8, 'none', 'auto', {}, ''],
  ['efficientnet-b0', 'image', 'exact', 32, 8, 'none', 'auto', {}, ''],
  ['efficientnet-b0', 'patch', 'fast', 32, 8, 'none', 'shared', {}, ''],
  ['small', 'patch', 'exact', 16, 8, 'linear', 'auto', {}, REGION],
  ['small', 'patch', 'fast', 16, 8, 'linear', 'per-location-spread', {}, REGION],
  ['small', 'patch', 'fast', 8, 12, 'linear', 'per-location', { estimator: 'memory-bank' }, REGION],
  ['small', 'image', 'exact', 16, 8, 'linear', 'auto', {}, REGION],
] as const)(
  '%s, %s model, %s, windows of %i px at stride %i, correction %s, Gaussians %s, density %o, region %s',
  async (backbone, mode, dense, sizePx, stridePx, correction, locality, density, region) => {
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
      model: { ...quick.model, backbone, mode, width: 4, cropSizePx: 16, weights: 'random' },
      density: { ...quick.density, ...density },
      evaluation: { ...quick.evaluation, ...windows },
    };
    const model = modelOf(config);
    const input = inputFor(model, config);
    const { testScores, maps, mapKind, threshold, heldOutScores } = await evaluate(input);
    const file = onnxDetector(await detectorParts(input), 'stretch');
    const session = await InferenceSession.create(file);
    const bytes = Uint8Array.from(test.flatMap(({ pixels }) => [...pixels]));
    const found = await session.run({ images: new Tensor('uint8', bytes, [test.length, SIDE, SIDE, 3]) });
    const scores = found.anomaly_score.data as Float32Array;
    const pixels = found.anomaly_map.data as Float32Array;
    expect(found.anomaly_map.dims).toEqual([test.length, SIDE, SIDE]);
    test.forEach((_, i) => {
      expect(relative(scores[i], testScores[i])).toBeLessThan(1e-4);
      expect(found.is_anomalous.data[i]).toBe(Number(testScores[i] >= threshold));
      const above = heldOutScores.filter((score) => score >= testScores[i]).length;
      expect(found.p_value.data[i]).toBeCloseTo((1 + above) / (1 + heldOutScores.length), 6);
      const expected = upsampleMap(maps[i], mapKind, SIDE, config.evaluation.sigmaPx);
      const most = expected.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
      expected.forEach((value, p) => {
        expect(Math.abs(pixels[i * SIDE * SIDE + p] - value) / most).toBeLessThan(1e-3);
      });
    });
    await session.release();
    model.dispose();
  },
);
