/** The exported model, loaded by stock `tf.loadLayersModel`, gives the feature maps of the engine's own trunk. */
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import type { ModelConfig } from '../../core/config/schema.ts';
import { startBackend } from '../backend/start.ts';
import { createFormulaModel } from '../formula/model.ts';
import { formulaValues } from '../formula/numbers.ts';
import { createTrunk } from '../models/inference.ts';
import { Model } from '../models/model.ts';
import { describeNetwork } from '../models/network.ts';
import { RUNNING_MEAN, RUNNING_VARIANCE } from '../models/running-statistics.ts';
import { layersModel } from './layers-model.ts';

beforeAll(async () => void (await startBackend('wasm', { wasmThreads: 1 }, () => {})));

/** Running statistics as after training, so that folding has something to do. */
function trainedLooking(backbone: 'small' | 'resnet18', stem: ModelConfig['stem'], sizePx: number): Model {
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

describe.each([
  ['small', () => trainedLooking('small', 'auto', 48), 48],
  ['ResNet-18 with the ImageNet stem', () => trainedLooking('resnet18', 'imagenet', 40), 40],
  ['ResNet-18 with the small stem', () => trainedLooking('resnet18', 'cifar', 16), 16],
  ['EfficientNet-B0', mobile, 64],
] as const)('%s', (_, create, sizePx) => {
  const model = create();
  const trunk = createTrunk(model);
  afterAll(() => {
    trunk.dispose();
    model.dispose();
  });

  it('as a Layers model is the same function, at other sizes too', async () => {
    const { graph, topology } = layersModel(model.network, trunk);
    const parts = graph.weights.map(({ from, part }) => trunk.layer(from)[part].dataSync() as Float32Array);
    const weightData = Float32Array.from(parts.flatMap((values) => [...values])).buffer;
    const weightSpecs = graph.weights.map(({ name, shape }) => ({
      name,
      shape: [...shape],
      dtype: 'float32' as const,
    }));
    const modelTopology = JSON.parse(JSON.stringify(topology)) as object;
    const loaded = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
    for (const side of [sizePx, sizePx + 5]) {
      const x = tf.tensor4d(formulaValues(7, side * side * 3, 1), [1, side, side, 3]);
      const [own, other] = [trunk.forward(x), loaded.predict(x) as tf.Tensor4D];
      expect(other.shape).toEqual(own.shape);
      const [a, b] = [own.dataSync() as Float32Array, other.dataSync()];
      const scale = Math.max(...a.map(Math.abs));
      const worst = a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
      expect(scale).toBeGreaterThan(0);
      expect(worst / scale).toBeLessThan(1e-5);
      tf.dispose([x, own, other]);
    }
    loaded.dispose();
  });
});
