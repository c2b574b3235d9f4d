/**
 * What a training step asks of the processor on WebGPU: dispatches, submits, new buffers and bind groups, bytes sent and milliseconds, counted
 * on Dawn's null backend (see null-adapter.ts), so that anyone can without a GPU. Printed as a table; with --kernels also by kernel.
 *
 *   npm run bench -- --only dispatches [--network small|resnet18|efficientnet-b0] [--steps N] [--rate GFLOPS]
 *
 * --rate: of the device, as if a warm-up had measured it; without it, products are shared out as on one of 200 GFLOP/s.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { endOfStep, installBufferPool, trimPool } from '../src/engine/kernels/webgpu/buffer-pool.ts';
import { setMeasuredRate } from '../src/engine/kernels/webgpu/conv/geometry.ts';
import { registerWebgpuKernels } from '../src/engine/kernels/webgpu/register.ts';
import { StepCapture } from '../src/engine/training/captured-step.ts';
import { trainStep } from '../src/engine/training/train-step.ts';
import { batchOf, CASES, modelOf, plannedBytes, type Case } from './gpu/cases.ts';
import { bytesHeld, countCalls, emptyCounts, startNullBackend, type Counts } from './null-adapter.ts';
import { median } from './median.ts';

export interface DispatchRow extends Counts {
  readonly name: string;
  readonly processorMs: number;
  readonly plannedBytes: number;
  readonly allocatedBytes: number;
}

/** Steps that compile, and the one that is recorded. */
const WARM_UP = 3;

async function measure(
  backend: WebGPUBackend,
  one: Case,
  captured: boolean,
  steps: number,
  into: (Counts | null)[],
): Promise<DispatchRow> {
  const { model, optimizer } = modelOf(one);
  const capture = captured ? new StepCapture(model, optimizer) : null;
  const data = batchOf(one);
  const planned = plannedBytes(one);
  const times: number[] = [];
  const counts = emptyCounts();
  for (let step = 0; step < steps + WARM_UP; step++) {
    // Counting takes time of its own: the last step is counted, the others are timed.
    if (step === steps + WARM_UP - 1) into[0] = counts;
    const options = { learningRate: 0.001, step, batchNormMomentum: 0.9 };
    const before = process.cpuUsage();
    const logits = capture?.step(data, options) ?? trainStep(model, optimizer, data, options);
    endOfStep(backend);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    into[0] = null;
    await logits.data();
    logits.dispose();
  }
  const allocatedBytes = bytesHeld();
  capture?.dispose();
  model.dispose();
  trimPool(backend);
  await backend.queue.onSubmittedWorkDone();
  return {
    ...counts,
    ...{ name: `${one.name}${captured ? ', recorded' : ''}`, processorMs: median(times.slice(WARM_UP, -1)) },
    plannedBytes: planned,
    allocatedBytes,
  };
}

/** Rows of the networks whose backbone has `wanted` in its name. */
export async function measureDispatches(
  wanted: string,
  steps: number,
  gflops: number,
  report: (row: DispatchRow) => void,
): Promise<void> {
  const backend = await startNullBackend();
  installBufferPool(backend);
  backend.device.onuncapturederror = ({ error }) => {
    console.error(error.message);
    process.exit(1);
  };
  registerWebgpuKernels();
  setMeasuredRate(gflops * 1e9);
  const into: (Counts | null)[] = [null];
  countCalls(backend, () => into[0]);
  for (const one of CASES.filter(({ backbone }) => backbone.includes(wanted)))
    for (const captured of [false, true]) report(await measure(backend, one, captured, steps, into));
}

const MIB = 2 ** 20;

export const HEADING = `| network | dispatches | submits | new buffers | bind groups | sent MiB | processor ms | planned MiB | allocated MiB |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

export function rowInWords(row: DispatchRow): string {
  const { dispatches, submits, newBuffers, bindGroups, uploadedBytes, processorMs } = row;
  const figures = [
    dispatches,
    submits,
    newBuffers,
    bindGroups,
    (uploadedBytes / MIB).toFixed(1),
    processorMs.toFixed(1),
  ];
  const bytes = [row.plannedBytes, row.allocatedBytes].map((count) => (count / MIB).toFixed(0));
  return `| ${[row.name, ...figures, ...bytes].join(' | ')} |`;
}
