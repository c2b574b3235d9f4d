/**
 * A whole training step on the webgpu backend with our kernels against PyTorch (float64), from the same weights and batch: the
 * loss and every gradient, of the small net at an odd size and of ResNet-18. Nothing may be left behind.
 */
import { memory, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFormulaBatch, createFormulaModel, type FormulaCase } from '../../formula/model.ts';
import { signedValue } from '../../formula/numbers.ts';
import { judgeLogits } from '../../ops/softmax-cross-entropy.ts';
import fixtures from '../../training/fixtures/training-step.json';
import { computeGradients } from '../../training/train-step.ts';
import { registerWebgpuKernels } from './register.ts';
import { stopNodeWebgpu } from './testing/node-webgpu.ts';
import { openBackend } from './testing/run-kernel.ts';

/**
 * Every kernel keeps to 1e-4 of its reference (mostly 1e-6). Through the twenty layers of ResNet-18, whose last batch norms see
 * 24 values a channel here, float32 rounding grows to about 1e-4 in all gradients alike.
 */
const TOLERANCE = { small: 1e-4, resnet18: 3e-4 };
const PROJECTION_STREAM = 2000;
/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
const PATIENCE_MS = 300_000;

/** What the fixture keeps of a gradient: its norm, projections on formula vectors, and a few values. */
interface Summary {
  norm: number;
  projections: number[];
  samples: [number, number][];
}

beforeAll(async () => {
  await openBackend();
  registerWebgpuKernels();
});
afterAll(stopNodeWebgpu);

/** Largest relative difference from the summary. */
function difference(values: Float32Array, { norm, projections, samples }: Summary, stream: number): number {
  const errors = projections.map((expected, k) => {
    let sum = 0;
    let squares = 0;
    values.forEach((value, i) => {
      const direction = signedValue(PROJECTION_STREAM + 10 * stream + k, i);
      sum += value * direction;
      squares += direction * direction;
    });
    return Math.abs(sum - expected) / (norm * Math.sqrt(squares));
  });
  const scale = norm / Math.sqrt(values.length);
  for (const [i, expected] of samples) {
    errors.push(Math.abs(values[i] - expected) / Math.max(scale, Math.abs(expected)));
  }
  const length = Math.sqrt(values.reduce((total, value) => total + value * value, 0));
  errors.push(Math.abs(length - norm) / norm);
  return errors.reduce((worst, error) => (error > worst || Number.isNaN(error) ? error : worst), 0);
}

/** On a software adapter a large step takes minutes: the odd-sized small net, and ResNet-18 with its 7 x 7 stem and pooling. */
const chosen = fixtures.filter(({ case: c }) => c.sizePx === 17 || c.stem === 'imagenet');
const cases = chosen.map((f) => [`${f.case.backbone} ${f.case.stem} ${f.case.sizePx} px`, f] as const);

test.each(cases)(
  '%s',
  async (_, fixture) => {
    const before = memory().numTensors;
    const tolerance = TOLERANCE[(fixture.case as FormulaCase).backbone];
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
    expect(Math.abs(loss - fixture.losses[0]) / fixture.losses[0]).toBeLessThan(tolerance);
    const gradients = fixture.gradients as unknown as Record<string, Summary>;
    const streams = model.parameters.map(({ name }) => name);
    const wrong: [string, number][] = [];
    for (const [name, gradient] of kept) {
      const values = (await gradient.data()) as Float32Array;
      const worst = difference(values, gradients[name], streams.indexOf(name));
      if (!(worst < tolerance)) wrong.push([name, worst]);
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
