/** The exported model, loaded by stock `tf.loadLayersModel`, gives the feature maps of the engine's own trunk. */
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../backend/start.ts';
import { createTrunk, type Trunk } from '../models/inference.ts';
import type { Model } from '../models/model.ts';
import { lookingTrained, pictures, randomMobile } from '../models/testing/looking-trained.ts';
import { layersModel, type Grid } from './layers-model.ts';

beforeAll(async () => void (await startBackend('wasm', { wasmThreads: 1 }, () => {})));

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

describe.each([
  ['small', () => lookingTrained('small', 'auto', 48), 48, [8, 4, 2, 1]],
  ['small without padding', () => lookingTrained('small-valid', 'auto', 48), 48, [8, 4, 2, 1]],
  ['ResNet-18 with the ImageNet stem', () => lookingTrained('resnet18', 'imagenet', 40), 40, [8]],
  ['ResNet-18 with the small stem', () => lookingTrained('resnet18', 'cifar', 16), 16, [2]],
  ['EfficientNet-B0', randomMobile, 64, [32]],
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
      const x = pictures(side);
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
