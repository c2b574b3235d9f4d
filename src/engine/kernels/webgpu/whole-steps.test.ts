/**
 * Whole steps on WebGPU as PyTorch has them, with weights, gradients and statistics in flat buffers: two updates of the small net and what
 * inference makes of them, and an inverted residual block with its updates.
 */
import { clone, memory, tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ParameterSpec } from '../../../core/networks/types.ts';
import { createFormulaBatch, createFormulaModel, type FormulaCase } from '../../formula/model.ts';
import { formulaValues } from '../../formula/numbers.ts';
import { differenceFromSummary, type Summary } from '../../formula/summary.ts';
import { mobileBlock } from '../../models/efficientnet/forward.ts';
import block from '../../models/efficientnet/fixtures/mobile-block.json' with { type: 'json' };
import { InferenceTrunk } from '../../models/inference.ts';
import { WeightStore } from '../../models/weight-store.ts';
import { globalAveragePool } from '../../ops/pool.ts';
import { judgeLogits } from '../../ops/softmax-cross-entropy.ts';
import { Tape } from '../../ops/tape.ts';
import fixtures from '../../training/fixtures/training-step.json' with { type: 'json' };
import { bytesTensor, normalisedImages } from '../../training/normalise.ts';
import { createSgd } from '../../training/sgd.ts';
import { trainStep } from '../../training/train-step.ts';
import { registerWebgpuKernels } from './register.ts';
import { stopNodeWebgpu } from './testing/node-webgpu.ts';
import { openBackend } from './testing/run-kernel.ts';

const TOLERANCE = 1e-4;
/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
const PATIENCE = { timeout: 300_000 };

beforeAll(async () => {
  await openBackend();
  registerWebgpuKernels();
});
afterAll(stopNodeWebgpu);

const read = async (value: Tensor) => (await value.data()) as Float32Array;

test(
  'the small net follows PyTorch through two updates and into inference, and leaves nothing behind',
  PATIENCE,
  async () => {
    const fixture = fixtures.find(({ case: c }) => c.sizePx === 17) as (typeof fixtures)[number];
    const testCase = fixture.case as FormulaCase;
    const before = memory().numTensors;
    const model = createFormulaModel(testCase);
    const batch = createFormulaBatch(testCase);
    const { learningRate, momentum, weightDecay } = fixture.optimizer;
    const optimizer = createSgd({ optimizer: 'sgd', momentum, weightDecay }, model.store, model.parameters);
    optimizer.initialise();
    for (const [step, expected] of fixture.losses.entries()) {
      const logits = trainStep(model, optimizer, batch, { learningRate, step, batchNormMomentum: 0.9 });
      const { loss } = judgeLogits(await read(logits), batch.labels);
      expect(Math.abs(loss / expected - 1)).toBeLessThan(TOLERANCE);
      logits.dispose();
    }
    const trunk = new InferenceTrunk(model);
    const features = tidy(() => {
      const shape: [number, number, number, number] = [batch.labels.length, batch.size, batch.size, 3];
      return globalAveragePool(null, trunk.forward(normalisedImages(bytesTensor(batch.pixels), shape)));
    });
    const stored = fixture.featuresAfter as unknown as Summary;
    expect(differenceFromSummary(await read(features), stored, 500)).toBeLessThan(10 * TOLERANCE);
    features.dispose();
    trunk.dispose();
    model.dispose();
    expect(memory().numTensors).toBe(before);
  },
);

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(1e-3, ...expected.map(Math.abs));
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - actual[i])), 0);
  expect(worst / scale).toBeLessThan(TOLERANCE);
}

type BlockCase = (typeof block.cases)[number];

function blockWeights(store: WeightStore, { shapes }: BlockCase): ParameterSpec[] {
  return Object.entries(shapes).flatMap(([name, shape], i) => {
    const depthwise = name === 'depthwise';
    const fanIn = shape[0] * shape[1] * (depthwise ? 1 : shape[2]);
    const of = (suffix: string, dims: readonly number[], bound: number, stream: number): ParameterSpec => {
      store.upload(`b/${name}.${suffix}`, formulaValues(stream, size(dims), bound), dims);
      return { name: `b/${name}.${suffix}`, shape: dims, kind: 'conv', fanIn, fanOut: fanIn };
    };
    return [
      of('filter', shape, Math.sqrt(3 / fanIn), 1 + 2 * i),
      of('bias', [depthwise ? shape[2] : shape[3]], 0.5, 2 + 2 * i),
    ];
  });
}

describe('an inverted residual block', () => {
  test.each(block.cases.map((c) => [c.name, c] as const))('%s', PATIENCE, async (_, c) => {
    const store = new WeightStore();
    const specs = blockWeights(store, c);
    const optimizer = createSgd({ optimizer: 'sgd', ...block }, store, specs);
    optimizer.initialise();
    const description = { name: 'b', stride: c.stride as 1 | 2, expands: true, residual: c.residual };
    for (let step = 0; step < block.steps; step++) {
      const kept: Tensor[] = [];
      const seen: [Tensor, readonly number[]][] = [];
      const check = (value: Tensor, expected: readonly number[]) => {
        if (step > 0) return;
        const copy = clone(value);
        kept.push(copy);
        seen.push([copy, expected]);
      };
      tidy(() => {
        const tape = new Tape(optimizer.places());
        const raw = tensor4d(
          formulaValues(100, size(c.shape), 2),
          c.shape as [number, number, number, number],
        );
        const x = tape.record(raw, [], [{ name: 'x', value: raw }], (dy) => [clone(dy)]);
        const y = mobileBlock(store, tape, x, description);
        check(y, c.y);
        check(mobileBlock(store, null, x, description), c.y);
        const gradients = tape.backward(y, tensor(formulaValues(200, size(c.outShape), 1), c.outShape));
        check(gradients.get('x') as Tensor, c.dx);
        for (const [name, expected] of Object.entries(c.gradients))
          check(gradients.get(`b/${name}`) as Tensor, expected);
        gradients.delete('x');
        optimizer.apply(gradients, block.learningRate, step);
        return kept;
      });
      for (const [value, expected] of seen) expectClose(await read(value), expected);
      for (const value of kept) value.dispose();
    }
    for (const [name, expected] of Object.entries(c.updated))
      expectClose(await read(store.get(`b/${name}`)), expected);
    store.dispose();
  });
});
