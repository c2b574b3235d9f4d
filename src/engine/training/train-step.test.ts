/** One full training step against PyTorch (float64) from the same weights and batch: both networks, every gradient, on WASM. */
import { memory, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startWasm } from '../backend/start-wasm.ts';
import { createFormulaBatch, createFormulaModel, type FormulaCase } from '../formula/model.ts';
import { hashed, signedValue } from '../formula/numbers.ts';
import { InferenceTrunk } from '../models/inference.ts';
import { globalAveragePool } from '../ops/pool.ts';
import { judgeLogits } from '../ops/softmax-cross-entropy.ts';
import fixtures from './fixtures/training-step.json';
import { createOptimizer } from './optimizer.ts';
import { computeGradients, trainStep, uploadBatch } from './train-step.ts';

interface Summary {
  norm: number;
  projections: number[];
  samples: [number, number][];
}
const TOLERANCE = 1e-4;
const PROJECTION_STREAM = 2000;

/** Largest difference from the stored summary, relative to the norm of the tensor (times that of the projection vector). */
function difference(values: Float32Array, stored: Summary, stream: number): number {
  const { norm } = stored;
  let squares = 0;
  for (const v of values) squares += v * v;
  let worst = Math.abs(Math.sqrt(squares) - norm) / norm;
  stored.projections.forEach((expected, k) => {
    let sum = 0;
    let vector = 0;
    for (let i = 0; i < values.length; i++) {
      const r = signedValue(PROJECTION_STREAM + 10 * stream + k, i);
      sum += values[i] * r;
      vector += r * r;
    }
    worst = Math.max(worst, Math.abs(sum - expected) / (norm * Math.sqrt(vector)));
  });
  const scale = norm / Math.sqrt(values.length);
  for (const [i, expected] of stored.samples)
    worst = Math.max(worst, Math.abs(values[i] - expected) / Math.max(scale, Math.abs(expected)));
  expect(hashed(stream + 7, 0) % values.length).toBe(stored.samples[0][0]);
  return worst;
}

beforeAll(async () => {
  await startWasm(undefined, 1);
});

describe.each(fixtures.map((f) => [`${f.case.backbone} ${f.case.stem} ${f.case.sizePx} px`, f] as const))(
  '%s',
  (_, fixture) => {
    const testCase = fixture.case as FormulaCase;
    const gradients = fixture.gradients as unknown as Record<string, Summary>;

    it('has the loss and every gradient of PyTorch', async () => {
      const model = createFormulaModel(testCase);
      const batch = createFormulaBatch(testCase);
      const seen: Record<string, number> = {};
      tidy(() => {
        const result = computeGradients(model, batch);
        const { loss } = judgeLogits(result.logits.dataSync() as Float32Array, batch.labels);
        expect(Math.abs(loss - fixture.losses[0]) / fixture.losses[0]).toBeLessThan(TOLERANCE);
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
      const optimizer = createOptimizer(
        { optimizer: 'sgd', momentum, weightDecay },
        model.store,
        model.parameters,
      );
      optimizer.initialise();
      for (let step = 0; step < 2; step++) {
        const logits = trainStep(model, optimizer, batch, { learningRate, step, batchNormMomentum: 0.9 });
        const { loss } = judgeLogits((await logits.data()) as Float32Array, batch.labels);
        logits.dispose();
        expect(Math.abs(loss - fixture.losses[step]) / fixture.losses[step]).toBeLessThan(5 * TOLERANCE);
      }
      const trunk = new InferenceTrunk(model);
      const features = tidy(
        () => globalAveragePool(null, trunk.forward(uploadBatch(batch))).dataSync() as Float32Array,
      );
      expect(difference(features, fixture.featuresAfter as unknown as Summary, 500)).toBeLessThan(
        10 * TOLERANCE,
      );
      trunk.dispose();
      model.dispose();
      expect(memory().numTensors).toBe(before);
    });
  },
);
