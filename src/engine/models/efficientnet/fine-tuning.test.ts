/** One block as PyTorch has it, forward, backward and updates; and what a fine-tuning step does to a whole network. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelConfig } from '../../../core/config/schema.ts';
import { createRandom } from '../../../core/random/random.ts';
import { startBackend } from '../../backend/start.ts';
import { formulaValues } from '../../formula/numbers.ts';
import { Tape } from '../../ops/tape.ts';
import { createSgd } from '../../training/sgd.ts';
import { computeGradients } from '../../training/train-step.ts';
import { createTrunk } from '../inference.ts';
import { Model } from '../model.ts';
import { describeNetwork } from '../../../core/networks/network.ts';
import type { ParameterSpec } from '../../../core/networks/types.ts';
import { WeightStore } from '../weight-store.ts';
import { mobileBlock } from './forward.ts';
import fixture from './fixtures/mobile-block.json' with { type: 'json' };
import { MOBILE_PARAMETERS } from '../../../core/networks/mobile/parameters.ts';

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(1e-3, ...expected.map(Math.abs));
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - actual[i])), 0);
  expect(worst / scale).toBeLessThan(1e-4);
}

describe.each(['wasm', 'cpu'] as const)('an inverted residual block on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend, {}, () => {});
  });

  it.each(fixture.cases.map((c) => [c.name, c] as const))('%s: as PyTorch', (_, c) => {
    const store = new WeightStore();
    const specs: ParameterSpec[] = [];
    Object.entries(c.shapes).forEach(([name, shape], i) => {
      const depthwise = name === 'depthwise';
      const fanIn = shape[0] * shape[1] * (depthwise ? 1 : shape[2]);
      const channels = depthwise ? shape[2] : shape[3];
      for (const [suffix, dims, bound] of [
        ['filter', shape, Math.sqrt(3 / fanIn)],
        ['bias', [channels], 0.5],
      ] as const) {
        const stream = 1 + 2 * i + (suffix === 'bias' ? 1 : 0);
        specs.push({ name: `b/${name}.${suffix}`, shape: dims, kind: 'conv', fanIn, fanOut: fanIn });
        store.upload(`b/${name}.${suffix}`, formulaValues(stream, size(dims), bound), dims);
      }
    });
    const optimizer = createSgd({ optimizer: 'sgd', ...fixture }, store, specs);
    optimizer.initialise();
    const block = { name: 'b', stride: c.stride as 1 | 2, expands: true, residual: c.residual };
    for (let step = 0; step < fixture.steps; step++) {
      tf.tidy(() => {
        const tape = new Tape();
        const raw = tf.tensor4d(
          formulaValues(100, size(c.shape), 2),
          c.shape as [number, number, number, number],
        );
        const x = tape.record(raw, [], [{ name: 'x', value: raw }], (dy) => [tf.clone(dy)]);
        const y = mobileBlock(store, tape, x, block);
        expect(y.shape).toEqual(c.outShape);
        if (step === 0) expectClose(y.dataSync(), c.y);
        if (step === 0) expectClose(mobileBlock(store, null, x, block).dataSync(), c.y);
        const gradients = tape.backward(y, tf.tensor(formulaValues(200, size(c.outShape), 1), c.outShape));
        if (step === 0) {
          expectClose((gradients.get('x') as tf.Tensor).dataSync(), c.dx);
          for (const [name, expected] of Object.entries(c.gradients))
            expectClose((gradients.get(`b/${name}`) as tf.Tensor).dataSync(), expected);
        }
        gradients.delete('x');
        optimizer.apply(gradients, fixture.learningRate, step);
      });
    }
    for (const [name, expected] of Object.entries(c.updated))
      expectClose(store.get(`b/${name}`).dataSync(), expected);
    store.dispose();
  });
});

describe('a fine-tuning step of EfficientNet-B0', () => {
  const settings: ModelConfig = {
    backbone: 'efficientnet-b0',
    weights: 'random',
    width: 16,
    mode: 'image',
    cropSizePx: 64,
    stem: 'auto',
    headWidth: 16,
  };
  const random = createRandom(0, 'fine-tuning-test');
  const batch = {
    pixels: Uint8Array.from({ length: 3 * 32 * 32 * 3 }, () => Math.floor(random.uniform(0, 256))),
    labels: Uint8Array.from([0, 1, 2]),
    size: 32,
  };
  let model: Model;

  beforeAll(async () => {
    await startBackend('wasm', {}, () => {});
    model = new Model(describeNetwork(settings, 32, 3)).initialise(1);
  });
  afterAll(() => model.dispose());

  it('keeps signals of ordinary size through an untrained trunk, which the seed decides', () => {
    const features = tf.tidy(() => {
      const x = tf.tensor4d(
        new Float32Array(64 * 64 * 3).map(() => random.normal()),
        [1, 64, 64, 3],
      );
      return createTrunk(model).forward(x).dataSync() as Float32Array;
    });
    const power = features.reduce((sum, v) => sum + v * v, 0) / features.length;
    expect(power).toBeGreaterThan(0.1);
    expect(power).toBeLessThan(1000);
    const again = new Model(describeNetwork(settings, 32, 3)).initialise(1);
    const other = new Model(describeNetwork(settings, 32, 3)).initialise(2);
    const name = 'stack_2/block_0/expand.filter';
    expect(again.store.get(name).dataSync()).toEqual(model.store.get(name).dataSync());
    expect(other.store.get(name).dataSync()).not.toEqual(model.store.get(name).dataSync());
    again.dispose();
    other.dispose();
  });

  it('gives gradients to the head alone while the trunk is frozen, to everything afterwards, and leaks nothing', () => {
    const before = tf.memory().numTensors;
    for (const frozen of [true, false]) {
      tf.tidy(() => {
        const { gradients, logits } = computeGradients(model, batch, { trunkFrozen: frozen });
        logits.dispose();
        const trunk = MOBILE_PARAMETERS.map(({ name }) => name);
        expect(trunk.every((name) => gradients.has(name) === !frozen)).toBe(true);
        expect(gradients.size).toBe(
          frozen ? model.parameters.length - trunk.length : model.parameters.length,
        );
        for (const { name, shape } of model.parameters)
          if (gradients.has(name)) expect(gradients.get(name)?.shape).toEqual(shape);
      });
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});
