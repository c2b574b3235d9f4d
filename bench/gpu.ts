/**
 * One prepared script for a machine with a GPU: the engine in Node over Dawn, no browser. Stages, each written to the file as soon as it is
 * over, so that a run that is cut short has told what it knew:
 *
 *   npx tsx bench/gpu.ts [--out FILE] [--seconds 540] [--software]     (bench/gpu-pack.mjs packs it, with Node, for a machine without either)
 *
 * The adapter and its limits (ends with 3 where there is only a software adapter, unless --software); every hardware tile and every product of
 * the four networks against plain loops; what the device does at most; milliseconds a step, ordinary and recorded, with the processor's
 * share, the share of the measured peak, the plan's bytes, and whether both ways give the same losses.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Tensor } from '@tensorflow/tfjs-core';
import { forwardMacs } from '../src/core/networks/cost.ts';
import { endOfStep, trimPool } from '../src/engine/kernels/webgpu/buffer-pool.ts';
import { checkProducts, differentProducts } from '../src/engine/kernels/webgpu/conv/check-products.ts';
import {
  convGeometry,
  setMeasuredRate,
  type ConvGeometry,
} from '../src/engine/kernels/webgpu/conv/geometry.ts';
import { productsOf, type NotedProduct } from '../src/engine/kernels/webgpu/conv/noted.ts';
import { tilesOf } from '../src/engine/kernels/webgpu/gemm/plan.ts';
import { registerWebgpuKernels } from '../src/engine/kernels/webgpu/register.ts';
import { startNodeWebgpu, stopNodeWebgpu } from '../src/engine/kernels/webgpu/testing/node-webgpu.ts';
import { judgeLogits } from '../src/engine/ops/softmax-cross-entropy.ts';
import { StepCapture } from '../src/engine/training/captured-step.ts';
import { trainStep } from '../src/engine/training/train-step.ts';
import { batchOf, CASES, describe, modelOf, plannedBytes, type Case } from './gpu/cases.ts';
import { measureDevice } from './gpu/device-figures.ts';

const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: 'gpu.json' },
    seconds: { type: 'string', default: '540' },
    software: { type: 'boolean', default: false },
  },
});

const endMs = performance.now() + 1000 * Number(options.seconds);
const { backend, adapterName, isSoftware } = await startNodeWebgpu();
const report: Record<string, unknown> = {};
const errors: string[] = [];

/** Written at once; what comes later may be cut short. */
function tell(stage: string, figures: unknown): void {
  report[stage] = figures;
  writeFileSync(options.out, `${JSON.stringify({ ...report, errors }, null, 2)}\n`);
  console.log(stage, JSON.stringify(figures));
}

backend.device.onuncapturederror = ({ error }) => errors.push(error.message);
const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize } = backend.device.limits;
const limits = { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize };
tell('adapter', { adapterName, isSoftware, limits, features: [...backend.device.features] });
if (isSoftware && !options.software) process.exit(3);
registerWebgpuKernels();
/** A software adapter is hundreds of times slower: it proves the script, not the speed. */
const cases = isSoftware ? CASES.slice(0, 1).map((one) => ({ ...one, sizePx: 32, batch: 6 })) : CASES;

const odd = convGeometry([], [3, 9, 7, 24], [3, 3, 24, 36], { strides: [2, 2], pad: 'same' }) as ConvGeometry;
const tiles = tilesOf(isSoftware ? 'software' : 'standard').flatMap((tile) =>
  (['forward', 'input', 'filter'] as const).flatMap((kind) =>
    [1, 3].map((splits): NotedProduct => ({ kind, geometry: odd, plan: { tile, splits } })),
  ),
);
tell('tiles', { checked: tiles.length, ...(await checkProducts(backend, tiles)) });
const products = differentProducts(productsOf(() => cases.forEach(plannedBytes)));
tell('products', { checked: products.length, ...(await checkProducts(backend, products)) });
const figures = await measureDevice(backend, isSoftware ? 1 / 256 : 1);
tell('device', figures);

const WARM_UP = 3;

async function steps(one: Case, recorded: boolean) {
  const { model, optimizer } = modelOf(one);
  const capture = recorded ? new StepCapture(model, optimizer) : null;
  const batch = batchOf(one);
  const flops = 6 * forwardMacs(describe(one), one.sizePx) * one.batch;
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
  let step = 0;
  let onceMs = 0;
  for (; step < WARM_UP; step++) {
    const startedMs = performance.now();
    await readLoss(give(step));
    onceMs = performance.now() - startedMs;
  }
  const count = Math.max(2, Math.min(100, Math.floor(3000 / onceMs)));
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
  capture?.dispose();
  model.dispose();
  trimPool(backend);
  const gflops = flops / msPerStep / 1e6;
  return {
    ...{ msPerStep, processorMsPerStep: (user + system) / 1000 / count, steps: count, gflops },
    ...{ shareOfPeak: gflops / figures.peakGflops, losses },
  };
}

for (const one of cases) {
  if (performance.now() > endMs) break;
  const ordinary = await steps(one, false);
  if (!isSoftware) setMeasuredRate(ordinary.gflops * 1e9);
  const recorded = await steps(one, true);
  const sameLosses = ordinary.losses.slice(0, WARM_UP).every((loss, i) => loss === recorded.losses[i]);
  tell(one.name, { ordinary, recorded, sameLosses, plannedBytes: plannedBytes(one) });
}
await stopNodeWebgpu();
