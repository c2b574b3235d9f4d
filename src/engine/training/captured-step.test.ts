/**
 * Recorded steps against ordinary ones on WebGPU: the same losses and weights to the last bit over fifty steps, whatever happens in between
 * (another batch size, other weights, an evaluation's tensors), and nothing left behind.
 */
import { add, memory, tidy, zeros } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SELF_TEST_CASE } from '../backend/self-test-values.ts';
import { createFormulaBatch, createFormulaModel } from '../formula/model.ts';
import { endOfStep } from '../kernels/webgpu/buffer-pool.ts';
import { registerWebgpuKernels } from '../kernels/webgpu/register.ts';
import { stopNodeWebgpu } from '../kernels/webgpu/testing/node-webgpu.ts';
import { openBackend } from '../kernels/webgpu/testing/run-kernel.ts';
import { judgeLogits } from '../ops/softmax-cross-entropy.ts';
import { StepCapture } from './captured-step.ts';
import { createOptimizer } from './optimizer.ts';
import type { OptimizerSettings } from './optimizer-types.ts';
import { trainStep, type HostBatch } from './train-step.ts';

let device: WebGPUBackend;

beforeAll(async () => {
  device = await openBackend();
  registerWebgpuKernels();
});
afterAll(stopNodeWebgpu);

/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
const PATIENCE_MS = 300_000;
const STEPS = 50;
/** Steps whose batch is smaller. */
const SHORT = new Set([10, 11, 12]);

/** Another batch every step, its pixels turned about. */
function batchOf(step: number): HostBatch {
  const { pixels, labels, size } = createFormulaBatch(SELF_TEST_CASE);
  const images = SHORT.has(step) ? labels.length - 3 : labels.length;
  const turned = pixels.map((_, i) => pixels[(i + 37 * step) % pixels.length]);
  return { pixels: turned.slice(0, images * size * size * 3), labels: labels.slice(0, images), size };
}

async function others(step: number): Promise<void> {
  const made = tidy(() => add(zeros([step + 1, 16, 16, 3]), 1));
  await made.data();
  made.dispose();
}

async function train(settings: OptimizerSettings, captured: boolean) {
  const model = createFormulaModel(SELF_TEST_CASE);
  const optimizer = createOptimizer(settings, model.store, model.parameters);
  optimizer.initialise();
  const capture = captured ? new StepCapture(model, optimizer) : null;
  const first = await model.store.download('stem.weight');
  const losses: number[] = [];
  let recorded = 0;
  for (let step = 0; step < STEPS; step++) {
    const batch = batchOf(step);
    const options = { learningRate: 0.01 * Math.cos(step / 40), step, batchNormMomentum: 0.9 };
    const given = capture?.step(batch, options) ?? null;
    recorded += Number(given !== null);
    const logits = given ?? trainStep(model, optimizer, batch, options);
    endOfStep(device);
    losses.push(judgeLogits((await logits.data()) as Float32Array, batch.labels).loss);
    logits.dispose();
    if (step === 15) model.store.upload('stem.weight', first.data, first.shape);
    // Others work with the device, too.
    if (step % 10 === 5) await others(step);
  }
  const weights = await Promise.all(model.store.names().map((name) => model.store.download(name)));
  capture?.dispose();
  model.dispose();
  return { losses, weights, recorded };
}

test.each<OptimizerSettings>([
  { optimizer: 'sgd', momentum: 0.9, weightDecay: 0.01, decayed: 'weights' },
  { optimizer: 'adamw', momentum: 0.9, weightDecay: 0.01 },
])('$optimizer', { timeout: PATIENCE_MS }, async (settings) => {
  const before = memory().numTensors;
  const plain = await train(settings, false);
  const captured = await train(settings, true);
  expect(captured.losses).toEqual(plain.losses);
  expect(captured.losses.every(Number.isFinite)).toBe(true);
  expect(captured.weights).toEqual(plain.weights);
  // One ordinary step for each change of the batch.
  expect(captured.recorded).toBe(STEPS - 3);
  const { numTensors, numBytesInGPU } = memory() as ReturnType<typeof memory> & { numBytesInGPU: number };
  expect(numTensors).toBe(before);
  expect(numBytesInGPU).toBeLessThan(2 ** 20);
});
