/** The exported model, loaded by stock `tf.loadLayersModel`, gives the feature maps of the engine's own trunk. */
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import type { ModelConfig } from '../../core/config/schema.ts';
import { startBackend } from '../backend/start.ts';
import { createFormulaModel, type FormulaCase } from '../formula/model.ts';
import { formulaValues } from '../formula/numbers.ts';
import { createTrunk, type Trunk } from '../models/inference.ts';
import { Model } from '../models/model.ts';
import { describeNetwork } from '../../core/networks/network.ts';
import { RUNNING_MEAN, RUNNING_VARIANCE } from '../models/running-statistics.ts';
import { layersModel, type Grid } from './layers-model.ts';

beforeAll(async () => void (await startBackend('wasm', { wasmThreads: 1 }, () => {})));

/** Running statistics as after training, so that folding has something to do. */
function trainedLooking(backbone: FormulaCase['backbone'], stem: ModelConfig['stem'], sizePx: number): Model {
  const model = createFormulaModel({ backbone, width: 4, stem, headWidth: 8, sizePx, batch: 1, beta: 0.1 });
  const size = model.store.get(RUNNING_MEAN).size;
  model.store.upload(RUNNING_MEAN, formulaValues(901, size, 0.2), [size]);
  model.store.upload(RUNNING_VARIANCE, formulaValues(902, size, 0.3, 1), [size]);
  return model;
}

function mobile(): Model {
  const config: ModelConfig = { ...PRESETS.quick.model, backbone: 'efficientnet-b0', weights: 'random' };
  return new Model(describeNetwork(config, 64, 3)).initialise(1);
}

/** The model as its files have it, loaded by stock TensorFlow.js. */
function load(model: Model, trunk: Trunk, grid: Grid): Promise<tf.LayersModel> {
  const { graph, topology } = layersModel(model.network, trunk, grid);
  const parts = graph.weights.map(({ from, part }) => trunk.layer(from)[part].dataSync() as Float32Array);
  const joined = new Float32Array(parts.reduce((sum, values) => sum + values.length, 0));
  let at = 0;
  for (const values of parts) {
    joined.set(values, at);
    at += values.length;
  }
  const weightData = joined.buffer;
  const weightSpecs = graph.weights.map(({ name, shape }) => ({
    name,
    shape: [...shape],
    dtype: 'float32' as const,
  }));
  const modelTopology = JSON.parse(JSON.stringify(topology)) as object;
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
}

function expectClose(a: Float32Array, b: Float32Array): void {
  expect(b).toHaveLength(a.length);
  const scale = a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(scale).toBeGreaterThan(0);
  const worst = a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
  expect(worst / scale).toBeLessThan(1e-5);
}

const picture = (side: number) => tf.tensor4d(formulaValues(7, side * side * 3, 1), [1, side, side, 3]);

describe.each([
  ['small', () => trainedLooking('small', 'auto', 48), 48, [8, 4, 2, 1]],
  ['small without padding', () => trainedLooking('small-valid', 'auto', 48), 48, [8, 4, 2, 1]],
  ['ResNet-18 with the ImageNet stem', () => trainedLooking('resnet18', 'imagenet', 40), 40, [8]],
  ['ResNet-18 with the small stem', () => trainedLooking('resnet18', 'cifar', 16), 16, [2]],
  ['EfficientNet-B0', mobile, 64, [32]],
] as const)('%s', (_, create, sizePx, grids) => {
  const model = create();
  const trunk = createTrunk(model);
  const { features: d } = model.network;
  afterAll(() => {
    trunk.dispose();
    model.dispose();
  });

  it.each(grids)('as a Layers model with a place every %i px is the same function', async (gridPx) => {
    // The second side is even at no layer.
    for (const side of [sizePx, sizePx + 5]) {
      const loaded = await load(model, trunk, { gridPx, sizePx: side });
      const x = picture(side);
      const own = trunk.forwardPhases(x, gridPx);
      const other = loaded.predict(x) as tf.Tensor4D;
      const [values, found] = [own.map.dataSync() as Float32Array, other.dataSync() as Float32Array];
      const [, rows, columns] = own.map.shape;
      const apart = own.placePx / gridPx;
      // Without padding the one map ends where the last phases have nothing more.
      const full = model.network.stem.padding > 0 ? rows * apart : Math.floor((side - 31) / gridPx) + 1;
      expect(other.shape).toEqual([1, full, full, d]);
      // Each place of each phase where it lies in the one map.
      const expected = new Float32Array(found.length);
      own.shifts.forEach(({ downPx, acrossPx }, shift) => {
        for (let r = 0; r < rows; r++)
          for (let c = 0; c < columns; c++) {
            const from = ((shift * rows + r) * columns + c) * d;
            const [y, x0] = [r * apart + downPx / gridPx, c * apart + acrossPx / gridPx];
            if (y < full && x0 < full) expected.set(values.subarray(from, from + d), (y * full + x0) * d);
          }
      });
      expectClose(expected, found);
      tf.dispose([x, own.map, other]);
      loaded.dispose();
    }
  });
});
