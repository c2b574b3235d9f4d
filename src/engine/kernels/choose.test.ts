/**
 * The switch between own and stock kernels: every group takes its kernels away and gives them back, what stands in is not ours, and the
 * losses of some steps are the same to rounding.
 */
import { getKernel, profile } from '@tensorflow/tfjs-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OWN_ON } from '../../core/config/kernel-groups.ts';
import { KERNEL_GROUPS, OWN_KERNELS } from '../../core/config/schema.ts';
import { startBackend } from '../backend/start.ts';
import { createFormulaBatch, createFormulaModel, type FormulaCase } from '../formula/model.ts';
import { judgeLogits } from '../ops/softmax-cross-entropy.ts';
import { createOptimizer } from '../training/optimizer.ts';
import { trainStep } from '../training/train-step.ts';
import { chooseKernels, KERNELS_OF } from './choose.ts';
import { isFused } from './names.ts';
import { unregisterWasmKernels } from './wasm/register.ts';
import { MOBILE_KERNELS } from './wasm/mobile-kernels.ts';
import { OWN_KERNELS as ON_WASM } from './wasm/tfjs-kernels.ts';
import { WEBGPU_KERNELS } from './webgpu/register.ts';

const CASE: FormulaCase = {
  ...{ backbone: 'small', width: 8, stem: 'auto', headWidth: 8 },
  ...{ sizePx: 17, batch: 5, beta: 1.2 },
};
const STEPS = 3;

/** Losses of a few steps, and the kernels that the first ran. */
async function train(): Promise<{ losses: number[]; kernels: ReadonlySet<string> }> {
  const model = createFormulaModel(CASE);
  const batch = createFormulaBatch(CASE);
  const settings = { optimizer: 'sgd', momentum: 0.9, weightDecay: 3e-5 } as const;
  const optimizer = createOptimizer(settings, model.store, model.parameters);
  optimizer.initialise();
  const losses: number[] = [];
  const step = async (i: number) => {
    const logits = trainStep(model, optimizer, batch, {
      learningRate: 1e-3,
      step: i,
      batchNormMomentum: 0.9,
    });
    losses.push(judgeLogits((await logits.data()) as Float32Array, batch.labels).loss);
    logits.dispose();
  };
  const { kernelNames } = await profile(() => step(0) as never);
  for (let i = 1; i < STEPS; i++) await step(i);
  model.dispose();
  return { losses, kernels: new Set(kernelNames) };
}

/** Rounding grows from step to step. */
function expectSame(actual: readonly number[], expected: readonly number[]): void {
  actual.forEach((loss, step) =>
    expect(Math.abs(loss / expected[step] - 1)).toBeLessThan(1e-4 * (1 + 5 * step)),
  );
}

const onWasm = (name: string) => getKernel(name, 'wasm')?.kernelFunc;

describe('the groups', () => {
  it('hold every own kernel once, and say on which backend it is', () => {
    const all = Object.values(KERNELS_OF).flat();
    const onWasmToo = Object.keys({ ...ON_WASM, ...MOBILE_KERNELS });
    expect(new Set(all).size).toBe(all.length);
    expect([...all].sort()).toEqual([...new Set([...onWasmToo, ...WEBGPU_KERNELS])].sort());
    const has = (names: readonly string[]) =>
      KERNEL_GROUPS.filter((group) => KERNELS_OF[group].some((name) => names.includes(name)));
    expect(has(WEBGPU_KERNELS)).toEqual(OWN_ON.webgpu);
    expect(has(onWasmToo)).toEqual(OWN_ON.wasm);
  });
});

describe('on WASM', () => {
  const stock = new Map<string, unknown>();
  let own: Awaited<ReturnType<typeof train>>;

  beforeAll(async () => {
    await startBackend('wasm', { wasmThreads: 1 }, () => {});
    unregisterWasmKernels();
    for (const name of Object.values(KERNELS_OF).flat()) stock.set(name, onWasm(name));
    await startBackend('wasm', { wasmThreads: 1 }, () => {});
    own = await train();
  });
  afterEach(() => chooseKernels(OWN_KERNELS));
  afterAll(unregisterWasmKernels);

  it.each(KERNEL_GROUPS)('%s', async (group) => {
    const before = new Map(Object.values(KERNELS_OF).flatMap((names) => names.map((n) => [n, onWasm(n)])));
    await chooseKernels({ ...OWN_KERNELS, [group]: 'stock' });
    for (const [name, kernel] of before) {
      const expected = isFused(name) ? undefined : stock.get(name);
      expect(onWasm(name)).toBe(KERNELS_OF[group].includes(name) ? expected : kernel);
    }
    const switched = await train();
    expectSame(switched.losses, own.losses);
    const gone = [...own.kernels].filter((name) => !switched.kernels.has(name));
    expect(gone.sort()).toEqual(KERNELS_OF[group].filter((n) => isFused(n) && own.kernels.has(n)).sort());
    await chooseKernels(OWN_KERNELS);
    for (const [name, kernel] of before) expect(onWasm(name)).toBe(kernel);
  });

  it('all at once', async () => {
    const all = Object.fromEntries(KERNEL_GROUPS.map((group) => [group, 'stock'])) as never;
    await chooseKernels(all);
    const { losses } = await train();
    expectSame(losses, own.losses);
  });
});

it('on a backend without own kernels there is nothing to choose', async () => {
  await startBackend('cpu', {}, () => {});
  const before = getKernel('Conv2D', 'cpu')?.kernelFunc;
  await chooseKernels({ ...OWN_KERNELS, convolution: 'stock' });
  expect(getKernel('Conv2D', 'cpu')?.kernelFunc).toBe(before);
});
