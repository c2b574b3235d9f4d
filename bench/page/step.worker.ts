/**
 * Runs training steps and forward embeddings in a worker, as the application does: one backend per worker, with our kernels
 * or stock ones, and the model, tape and optimiser of src/engine.
 */
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import {
  backend as activeBackend,
  setBackend,
  matMul,
  memory,
  tensor2d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as Comlink from 'comlink';
import { probeWebgpu } from '../../src/engine/backend/probe.ts';
import { startBackend } from '../../src/engine/backend/start.ts';
import { heapOf, type WasmBackend } from '../../src/engine/kernels/wasm/backend.ts';
import { setThreads } from '../../src/engine/kernels/wasm/register.ts';
import { endOfStep } from '../../src/engine/kernels/webgpu/buffer-pool.ts';
import { unregisterWebgpuKernels } from '../../src/engine/kernels/webgpu/register.ts';
import { InferenceTrunk } from '../../src/engine/models/inference.ts';
import { Model } from '../../src/engine/models/model.ts';
import { StepCapture } from '../../src/engine/training/captured-step.ts';
import { createSgd } from '../../src/engine/training/sgd.ts';
import { trainStep } from '../../src/engine/training/train-step.ts';
import type { BackendReport } from '../../src/worker/protocol.ts';
import { networkOf, type BenchNetwork } from '../networks.ts';
import { profileKernels, type KernelTime } from './profile.ts';
import { registerStockGradients } from './stock-gradients.ts';

const wasmAssets = {
  'tfjs-backend-wasm.wasm': plainUrl,
  'tfjs-backend-wasm-simd.wasm': simdUrl,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedSimdUrl,
};

export type BenchBackend = 'wasm' | 'webgpu';
export type Kernels = 'own' | 'stock';

interface Trained {
  readonly step: () => Promise<void>;
  readonly embed: () => Promise<void>;
}

let backend: BenchBackend = 'wasm';
let started: Omit<BackendReport, 'rejected'> | null = null;
const networks = new Map<string, Trained>();

function modelAndBatch(bench: BenchNetwork) {
  const model = new Model(networkOf(bench)).initialise(1);
  const settings = { optimizer: 'sgd', momentum: 0.9, weightDecay: 3e-5 } as const;
  const optimizer = createSgd(settings, model.store, model.parameters);
  optimizer.initialise();
  const { batch, sizePx } = bench;
  const random = (_: unknown, i: number) => Math.imul(i + 1, 0x9e3779b1) >>> 24;
  const pixels = Uint8Array.from({ length: batch * sizePx * sizePx * 3 }, random);
  const data = { pixels, labels: Uint8Array.from({ length: batch }, (_, i) => i % 3), size: sizePx };
  return { model, optimizer, data };
}

function build(bench: BenchNetwork): Trained {
  const { model, optimizer, data } = modelAndBatch(bench);
  const trunk = new InferenceTrunk(model);
  const { batch, sizePx } = bench;
  const { pixels } = data;
  const images = tensor4d(
    new Float32Array(pixels).map((v) => v / 128 - 1),
    [batch, sizePx, sizePx, 3],
  );
  const options = { learningRate: 0.001, step: 0, batchNormMomentum: 0.9 };
  return {
    step: async () => {
      const logits = trainStep(model, optimizer, data, options);
      await logits.data();
      logits.dispose();
    },
    embed: async () => {
      const features = tidy(() => trunk.forward(images));
      await features.data();
      features.dispose();
    },
  };
}

function trained(bench: BenchNetwork): Trained {
  const found = networks.get(bench.name) ?? build(bench);
  networks.set(bench.name, found);
  return found;
}

async function timesOf(work: () => Promise<void>, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** Stock tfjs with as many threads of its own, and the gradients that its WASM backend lacks composed. */
async function startStock(name: BenchBackend, threads: number): Promise<number> {
  if (name === 'webgpu') {
    await startBackend(name, { wasmAssets }, () => {});
    unregisterWebgpuKernels();
    return 1;
  }
  setWasmPaths(wasmAssets);
  setThreadsCount(threads);
  if (!(await setBackend('wasm'))) throw new Error('tfjs could not start its WASM backend');
  registerStockGradients();
  return getThreadsCount();
}

/** Steps that compile, and the one that is recorded. */
const BEFORE_REPLAYS = 3;
const LEAST_ENCODES = 5;

async function encodesOf(bench: BenchNetwork, count: number, seconds: number): Promise<number[]> {
  const { model, optimizer, data } = modelAndBatch(bench);
  const capture = new StepCapture(model, optimizer);
  const device = activeBackend() as WebGPUBackend;
  const times: number[] = [];
  const endAt = performance.now() + 1000 * seconds;
  for (let step = 0; step < count + BEFORE_REPLAYS; step++) {
    if (times.length >= LEAST_ENCODES && performance.now() > endAt) break;
    const options = { learningRate: 0.001, step, batchNormMomentum: 0.9 };
    const startedAt = performance.now();
    const recorded = capture.step(data, options);
    const logits = recorded ?? trainStep(model, optimizer, data, options);
    endOfStep(device);
    if (step >= BEFORE_REPLAYS && !recorded) throw new Error('A step was not recorded.');
    if (step >= BEFORE_REPLAYS) times.push(performance.now() - startedAt);
    await logits.data();
    logits.dispose();
  }
  capture.dispose();
  model.dispose();
  return times;
}

const benchWorker = {
  /** Returns the threads that were to be had. */
  async start(name: BenchBackend, threads: number, kernels: Kernels): Promise<number> {
    backend = name;
    if (kernels === 'stock') return startStock(name, threads);
    started = (await startBackend(name, { wasmAssets, wasmThreads: threads }, () => {})).report;
    return started.threads;
  },

  /** Whether there is a GPU, and which. */
  adapter: () => probeWebgpu(),

  /** What `start` was told of the device: the tiles that were measured for it among it. */
  report: () => started,

  useThreads: (count: number): number => setThreads(count),

  steps: (bench: BenchNetwork, count: number): Promise<number[]> => timesOf(trained(bench).step, count),

  embeds: (bench: BenchNetwork, count: number): Promise<number[]> => timesOf(trained(bench).embed, count),

  /**
   * Milliseconds that this thread needs to give one step that is recorded: the device's own time is not in it, but it is waited for, so that
   * after `seconds` some steps are enough.
   */
  encodes: (bench: BenchNetwork, count: number, seconds: number): Promise<number[]> =>
    encodesOf(bench, count, seconds),

  /** Milliseconds of a product of two square matrices: what the backend can do at best. */
  async products(size: number, count: number): Promise<number[]> {
    const a = tensor2d(new Float32Array(size * size).fill(0.5), [size, size]);
    const times = await timesOf(async () => {
      const c = matMul(a, a);
      await c.data();
      c.dispose();
    }, count);
    a.dispose();
    return times;
  },

  /** Time in each kernel over some steps; only where kernels run at once (wasm). */
  async profile(bench: BenchNetwork, count: number): Promise<KernelTime[]> {
    const { step } = trained(bench);
    return profileKernels(backend, () => timesOf(step, count), count);
  },

  /** The heap (wasm never shrinks it), or what tensors hold on the GPU. */
  peakBytes(): number {
    if (backend === 'wasm') return heapOf(activeBackend() as unknown as WasmBackend).buffer.byteLength;
    return (memory() as { numBytesInGPU?: number }).numBytesInGPU ?? 0;
  },
};

export type BenchWorker = typeof benchWorker;
Comlink.expose(benchWorker);
