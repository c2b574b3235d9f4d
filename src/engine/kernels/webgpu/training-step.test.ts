/**
 * A whole training step on the webgpu backend with our kernels against PyTorch (float64), from the same weights and batch: the
 * loss and every gradient, of the small net at an odd size and of ResNet-18. Nothing may be left behind.
 */
import { memory, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFormulaBatch, createFormulaModel, type FormulaCase } from '../../formula/model.ts';
import { differenceFromSummary, type Summary } from '../../formula/summary.ts';
import { judgeLogits } from '../../ops/softmax-cross-entropy.ts';
import fixtures from '../../training/fixtures/training-step.json';
import { computeGradients } from '../../training/train-step.ts';
import { registerWebgpuKernels } from './register.ts';
import { stopNodeWebgpu } from './testing/node-webgpu.ts';
import { openBackend } from './testing/run-kernel.ts';

/** Relative to the gradient's norm, as for the other backends (formula/summary.ts). */
const TOLERANCE = 1e-4;
/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
const PATIENCE_MS = 300_000;

beforeAll(async () => {
  await openBackend();
  registerWebgpuKernels();
});
afterAll(stopNodeWebgpu);

/** On a software adapter a large step takes minutes: the odd-sized small net, and ResNet-18 with its 7 x 7 stem and pooling. */
const chosen = fixtures.filter(({ case: c }) => c.sizePx === 17 || c.stem === 'imagenet');
const cases = chosen.map((f) => [`${f.case.backbone} ${f.case.stem} ${f.case.sizePx} px`, f] as const);

test.each(cases)(
  '%s',
  async (_, fixture) => {
    const before = memory().numTensors;
    const model = createFormulaModel(fixture.case as FormulaCase);
    const batch = createFormulaBatch(fixture.case as FormulaCase);
    let logits: Tensor | undefined;
    const kept: [string, Tensor][] = [];
    tidy(() => {
      const result = computeGradients(model, batch);
      logits = result.logits;
      kept.push(...result.gradients);
      return [...result.gradients.values()];
    });
    const { loss } = judgeLogits((await logits!.data()) as Float32Array, batch.labels);
    expect(Math.abs(loss - fixture.losses[0]) / fixture.losses[0]).toBeLessThan(TOLERANCE);
    const gradients = fixture.gradients as unknown as Record<string, Summary>;
    const streams = model.parameters.map(({ name }) => name);
    const wrong: [string, number][] = [];
    for (const [name, gradient] of kept) {
      const values = (await gradient.data()) as Float32Array;
      const worst = differenceFromSummary(values, gradients[name], streams.indexOf(name));
      if (!(worst < TOLERANCE)) wrong.push([name, worst]);
      gradient.dispose();
    }
    expect(kept.map(([name]) => name).sort()).toEqual(Object.keys(gradients).sort());
    expect(wrong).toEqual([]);
    logits!.dispose();
    model.dispose();
    expect(memory().numTensors).toBe(before);
  },
  PATIENCE_MS,
);
