/**
 * A whole training step on the webgpu backend with our kernels against PyTorch (float64), from the same weights and batch: the
 * loss and every gradient, of the small net at an odd size, of that without padding and of ResNet-18; and of the small net with all kernels switched to
 * tfjs's own. Nothing may be left behind, and a second run makes no pipeline.
 */
import { memory, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { OWN_ON } from '../../../core/config/kernel-groups.ts';
import { OWN_KERNELS, type KernelsConfig } from '../../../core/config/schema.ts';
import { createFormulaBatch, createFormulaModel, type FormulaCase } from '../../formula/model.ts';
import { differenceFromSummary, type Summary } from '../../formula/summary.ts';
import { judgeLogits } from '../../ops/softmax-cross-entropy.ts';
import fixtures from '../../training/fixtures/training-step.json';
import { createSgd } from '../../training/sgd.ts';
import { computeGradients, trainStep } from '../../training/train-step.ts';
import { chooseKernels } from '../choose.ts';
import { stopNodeWebgpu } from './testing/node-webgpu.ts';
import { openBackend } from './testing/run-kernel.ts';

/** Relative to the gradient's norm and to its largest value, as for the other backends (formula/summary.ts). */
const TOLERANCE = 1e-4;
/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
const PATIENCE_MS = 300_000;

beforeAll(async () => void (await openBackend()));
afterAll(stopNodeWebgpu);

/** On a software adapter a large step takes minutes: the odd-sized small net, that without padding, and ResNet-18 with its 7 x 7 stem and pooling. */
const chosen = fixtures.filter(
  ({ case: c }) => c.sizePx === 17 || c.backbone === 'small-valid' || c.stem === 'imagenet',
);
type Fixture = (typeof fixtures)[number];
type Case = readonly [string, Fixture, KernelsConfig];
const own = chosen.map((f): Case => [
  `${f.case.backbone} ${f.case.stem} ${f.case.sizePx} px`,
  f,
  OWN_KERNELS,
]);
const odd = chosen.find(({ case: c }) => c.sizePx === 17) as Fixture;
const stock = Object.fromEntries(OWN_ON.webgpu.map((group) => [group, 'stock']));
const switched: Case = ['the small net with the kernels of tfjs', odd, { ...OWN_KERNELS, ...stock }];

test.each([...own, switched])(
  '%s',
  async (_, fixture, kernels) => {
    await chooseKernels(kernels);
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

test(
  'a second run compiles nothing',
  async () => {
    const { device } = await openBackend();
    await chooseKernels(OWN_KERNELS);
    const made = [
      vi.spyOn(device, 'createComputePipeline'),
      vi.spyOn(device, 'createComputePipelineAsync'),
      vi.spyOn(device, 'createShaderModule'),
    ];
    const count = () => made.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    const counts: number[] = [];
    for (let run = 0; run < 2; run++) {
      const model = createFormulaModel(odd.case as FormulaCase);
      const optimizer = createSgd({ optimizer: 'sgd', ...odd.optimizer }, model.store, model.parameters);
      optimizer.initialise();
      const options = { learningRate: 0.003, step: 0, batchNormMomentum: 0.9 };
      const logits = trainStep(model, optimizer, createFormulaBatch(odd.case as FormulaCase), options);
      await logits.data();
      logits.dispose();
      model.dispose();
      counts.push(count());
    }
    // The update of the weights was not there before.
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBe(counts[0]);
  },
  PATIENCE_MS,
);
