/** One full training step against PyTorch (float64) from the same weights and batch: both networks, every gradient, on WASM; the plain loops on the small one. */
import { memory, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../backend/start.ts';
import { createFormulaBatch, createFormulaModel, type FormulaCase } from '../formula/model.ts';
import { differenceFromSummary as difference, type Summary } from '../formula/summary.ts';
import { InferenceTrunk } from '../models/inference.ts';
import type { Model } from '../models/model.ts';
import { globalAveragePool } from '../ops/pool.ts';
import { judgeLogits } from '../ops/softmax-cross-entropy.ts';
import fixtures from './fixtures/training-step.json';
import { createOptimizer } from './optimizer.ts';
import type { OptimizerSettings } from './optimizer-types.ts';
import { bytesTensor, normalisedImages } from './normalise.ts';
import { computeGradients, trainStep } from './train-step.ts';

const TOLERANCE = 1e-4;
const cases = [
  ...fixtures.map((fixture) => ({ backend: 'wasm' as const, fixture })),
  { backend: 'cpu' as const, fixture: fixtures[1] },
  { backend: 'cpu' as const, fixture: fixtures[2] },
].map((one) => ({ ...one, name: `${one.fixture.case.backbone} ${one.fixture.case.stem}` }));

describe.each(cases)('$name, $fixture.case.sizePx px, on $backend', ({ backend, fixture }) => {
  const testCase = fixture.case as FormulaCase;
  const gradients = fixture.gradients as unknown as Record<string, Summary>;
  beforeAll(async () => {
    await startBackend(backend, { wasmThreads: 1 }, () => {});
  });

  it('has the loss and every gradient of PyTorch', () => {
    const model = createFormulaModel(testCase);
    const batch = createFormulaBatch(testCase);
    const seen: Record<string, number> = {};
    tidy(() => {
      const result = computeGradients(model, batch);
      const { loss } = judgeLogits(result.logits.dataSync() as Float32Array, batch.labels);
      expect(Math.abs(loss / fixture.losses[0] - 1)).toBeLessThan(TOLERANCE);
      model.parameters.forEach(({ name }, stream) => {
        const values = result.gradients.get(name)?.dataSync() as Float32Array;
        seen[name] = difference(values, gradients[name], stream);
      });
      result.logits.dispose();
    });
    model.dispose();
    expect(Object.keys(seen)).toEqual(Object.keys(gradients));
    expect(Object.entries(seen).filter(([, worst]) => !(worst < TOLERANCE))).toEqual([]);
  });

  it('follows PyTorch through two updates and into inference mode, and leaves nothing behind', async () => {
    const before = memory().numTensors;
    const model = createFormulaModel(testCase);
    const batch = createFormulaBatch(testCase);
    const { learningRate, momentum, weightDecay } = fixture.optimizer;
    const settings = { optimizer: 'sgd' as const, momentum, weightDecay };
    expectClose(await train(testCase, model, settings, learningRate, fixture.losses.length), fixture.losses);
    const trunk = new InferenceTrunk(model);
    const features = tidy(
      () =>
        globalAveragePool(
          null,
          trunk.forward(
            normalisedImages(bytesTensor(batch.pixels), [batch.labels.length, batch.size, batch.size, 3]),
          ),
        ).dataSync() as Float32Array,
    );
    const stored = fixture.featuresAfter as unknown as Summary;
    expect(difference(features, stored, 500)).toBeLessThan(10 * TOLERANCE);
    trunk.dispose();
    model.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

// Adam divides by the gradient's size: in the deep networks rounding decides the direction of its first updates.
describe.each(cases.filter(({ fixture }) => fixture.case.backbone.startsWith('small')))(
  '$name, $fixture.case.sizePx px, on $backend',
  ({ backend, fixture }) => {
    it('follows AdamW of PyTorch', async () => {
      await startBackend(backend, { wasmThreads: 1 }, () => {});
      const { losses, learningRate, weightDecay } = fixture.adamw;
      const model = createFormulaModel(fixture.case as FormulaCase);
      const settings = { optimizer: 'adamw' as const, momentum: 0, weightDecay };
      expectClose(
        await train(fixture.case as FormulaCase, model, settings, learningRate, losses.length),
        losses,
      );
      model.dispose();
    });
  },
);

async function train(
  testCase: FormulaCase,
  model: Model,
  settings: OptimizerSettings,
  learningRate: number,
  steps: number,
): Promise<number[]> {
  const optimizer = createOptimizer(settings, model.store, model.parameters);
  optimizer.initialise();
  const batch = createFormulaBatch(testCase);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const logits = trainStep(model, optimizer, batch, { learningRate, step, batchNormMomentum: 0.9 });
    losses.push(judgeLogits((await logits.data()) as Float32Array, batch.labels).loss);
    logits.dispose();
  }
  return losses;
}

/** Rounding grows from step to step. */
function expectClose(actual: readonly number[], expected: readonly number[]): void {
  actual.forEach((loss, step) =>
    expect(Math.abs(loss / expected[step] - 1)).toBeLessThan(TOLERANCE * (1 + 5 * step)),
  );
}
