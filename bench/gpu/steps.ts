/** Milliseconds a training step of a network: ours, ordinary and recorded, and stock, with the processor's share and whether runs agree to the last bit. */
import { backend as activeBackend, type Tensor } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { OWN_ON } from '../../src/core/config/kernel-groups.ts';
import { OWN_KERNELS, type KernelsConfig } from '../../src/core/config/schema.ts';
import { forwardMacs } from '../../src/core/networks/cost.ts';
import { chooseKernels } from '../../src/engine/kernels/choose.ts';
import { endOfStep, trimPool } from '../../src/engine/kernels/webgpu/buffer-pool.ts';
import { setMeasuredRate } from '../../src/engine/kernels/webgpu/conv/geometry.ts';
import { judgeLogits } from '../../src/engine/ops/softmax-cross-entropy.ts';
import { StepCapture } from '../../src/engine/training/captured-step.ts';
import { trainStep } from '../../src/engine/training/train-step.ts';
import { batchOf, describe, modelOf, plannedBytes, type Case } from './cases.ts';
import type { Stage } from './stages.ts';

const WARM_UP = 3;
const MOST_STEPS = 100;
const STOCK = {
  ...OWN_KERNELS,
  ...Object.fromEntries(OWN_ON.webgpu.map((group) => [group, 'stock'])),
} as KernelsConfig;

export const stepFlops = (one: Case) => 6 * forwardMacs(describe(one), one.sizePx) * one.batch;

async function steps(one: Case, recorded: boolean, seconds: number, leastWarm = WARM_UP) {
  const backend = activeBackend() as WebGPUBackend;
  const { model, optimizer } = modelOf(one);
  const capture = recorded ? new StepCapture(model, optimizer) : null;
  const batch = batchOf(one);
  const losses: number[] = [];
  const readLoss = async (logits: Tensor) => {
    losses.push(judgeLogits((await logits.data()) as Float32Array, batch.labels).loss);
    logits.dispose();
  };
  const give = (step: number) => {
    const rates = { learningRate: 0.001, step, batchNormMomentum: 0.9 };
    const logits = capture?.step(batch, rates) ?? trainStep(model, optimizer, batch, rates);
    endOfStep(backend);
    return logits;
  };
  try {
    let step = 0;
    let onceMs = 0;
    const begunMs = performance.now();
    const inTime = () => performance.now() - begunMs < 1000 * seconds;
    for (; step < WARM_UP && (step < leastWarm || inTime()); step++) {
      const startedMs = performance.now();
      await readLoss(give(step));
      onceMs = performance.now() - startedMs;
    }
    const count = Math.max(1, Math.min(MOST_STEPS, Math.floor((1000 * seconds) / onceMs)));
    const processor = process.cpuUsage();
    const startedMs = performance.now();
    let last: Tensor | null = null;
    for (const end = step + count; step < end; step++) {
      last?.dispose();
      last = give(step);
      // A bounded number of steps in flight.
      if (step % 8 === 7) await backend.queue.onSubmittedWorkDone();
    }
    await readLoss(last as Tensor);
    const msPerStep = (performance.now() - startedMs) / count;
    const { user, system } = process.cpuUsage(processor);
    const gflops = stepFlops(one) / msPerStep / 1e6;
    return { msPerStep, processorMsPerStep: (user + system) / 1000 / count, steps: count, gflops, losses };
  } finally {
    capture?.dispose();
    model.dispose();
    trimPool(backend);
  }
}

/** @param peakGflops of the device; null where it was not measured */
export const ownSteps =
  (one: Case, isSoftware: boolean, peakGflops: () => number | null): Stage =>
  async (left) => {
    await chooseKernels(OWN_KERNELS);
    const planned = plannedBytes(one);
    const ordinary = await steps(one, false, left() / 5);
    if (!isSoftware) setMeasuredRate(ordinary.gflops * 1e9);
    const recorded = await steps(one, true, left() / 2);
    const again = await steps(one, true, 0);
    const same = (other: readonly number[]) =>
      ordinary.losses.slice(0, WARM_UP).every((loss, i) => loss === other[i]);
    const peak = peakGflops();
    return {
      ...{ ordinary, recorded, plannedBytes: planned },
      shareOfPeak: peak && recorded.gflops / peak,
      recordedAsOrdinary: same(recorded.losses),
      againTheSame: same(again.losses),
    };
  };

export const stockSteps =
  (one: Case): Stage =>
  async (left) => {
    await chooseKernels(STOCK);
    try {
      // A step may take longer than its share: one to compile, one to measure then.
      return await steps(one, false, left() / 3, 1);
    } finally {
      await chooseKernels(OWN_KERNELS);
    }
  };
