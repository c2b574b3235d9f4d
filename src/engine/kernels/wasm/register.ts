/**
 * Own SIMD kernels for TensorFlow.js's WASM backend, working on its heap without copies.
 *
 * How the engine uses it:
 *   setWasmPaths(...); setThreadsCount(n); await tf.setBackend('wasm'); await tf.ready();
 *   const { threads, relaxedSimd } = await registerWasmKernels({ threads: n });
 * No hook is needed before the backend is created. Afterwards these kernel names are replaced or added on 'wasm':
 *   Conv2D, FusedConv2D (bias, relu/relu6/linear), Conv2DBackpropFilter, Conv2DBackpropInput, MaxPoolGrad,
 *   BatchMatMul, _FusedMatMul, DepthwiseConv2dNative and its gradients, FusedDepthwiseConv2D, and those of ../names.ts.
 * NHWC, dilation 1, any stride, padding SAME, VALID, number or explicit [[0,0],[t,b],[l,r],[0,0]]; other calls go to stock.
 * Threads only where the page is cross-origin isolated (tfjs then has its threaded build on a shared memory); else 1.
 */
import { backend, getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { isFused } from '../names.ts';
import { heapOf, isShared, type WasmBackend } from './backend.ts';
import { instantiateKernels, loadKernelModule } from './module.ts';
import { MOBILE_KERNELS } from './mobile-kernels.ts';
import { KernelRuntime } from './runtime.ts';
import { asKernelFunc, OWN_KERNELS } from './tfjs-kernels.ts';
import { spawnBrowserThread, startThreads } from './threads.ts';

export interface WasmKernelOptions {
  /** Threads wanted, the engine's own included; 1 where memory cannot be shared. */
  readonly threads?: number;
  /** False: the plain SIMD build even where relaxed SIMD is to be had. */
  readonly relaxedSimd?: boolean;
}

export interface WasmKernels {
  /** Threads that share the work. */
  readonly threads: number;
  readonly relaxedSimd: boolean;
}

interface Pair {
  readonly own: KernelConfig;
  /** What was registered before: tfjs's kernel, or plain loops where tfjs has none. */
  readonly before: KernelConfig | undefined;
}

interface Installed extends WasmKernels {
  readonly runtime: KernelRuntime;
  readonly kernels: ReadonlyMap<string, Pair>;
}

let installed: Installed | null = null;

/** Puts the kernels on the active WASM backend. Called again, it starts anew with the other options. */
export async function registerWasmKernels(options: WasmKernelOptions = {}): Promise<WasmKernels> {
  unregisterWasmKernels();
  const device = backend() as unknown as WasmBackend;
  const memory = heapOf(device);
  const shared = isShared(memory);
  const { module, relaxedSimd } = await loadKernelModule(shared, options.relaxedSimd ?? true);
  const phaseNames = WebAssembly.Module.exports(module)
    .filter(({ kind }) => kind === 'function')
    .map(({ name }) => name);
  const helpers = shared ? Math.max(0, (options.threads ?? 1) - 1) : 0;
  const threads =
    helpers > 0 ? await startThreads(helpers, { module, memory, phaseNames }, spawnBrowserThread) : null;
  const heap = {
    memory,
    allocate: (bytes: number) => (device.wasm?._malloc(bytes) ?? 0) >>> 0,
    free: (address: number) => device.wasm?._free(address),
  };
  const runtime = new KernelRuntime(heap, await instantiateKernels(module, memory), phaseNames, threads);
  const kernels = new Map<string, Pair>();
  for (const [kernelName, kernel] of Object.entries({ ...OWN_KERNELS, ...MOBILE_KERNELS })) {
    const before = getKernel(kernelName, 'wasm') as KernelConfig | undefined;
    const kernelFunc = asKernelFunc(kernel, kernelName, runtime, before?.kernelFunc);
    const own = { kernelName, backendName: 'wasm', kernelFunc };
    kernels.set(kernelName, { own, before });
    put(kernelName, own);
  }
  installed = { threads: 1 + (threads?.count ?? 0), relaxedSimd, runtime, kernels };
  return { threads: installed.threads, relaxedSimd };
}

function put(kernelName: string, kernel: KernelConfig | undefined): void {
  if (getKernel(kernelName, 'wasm')) unregisterKernel(kernelName, 'wasm');
  if (kernel) registerKernel(kernel);
}

/**
 * From now on these kernels are not ours, and all others are. tfjs's takes the call; plain loops where it has none; of the fused
 * kernels of ../names.ts nothing is left, so that src/engine/ops composes them of tfjs's operations.
 */
export function useStockKernels(names: readonly string[]): void {
  for (const [name, { own, before }] of installed?.kernels ?? []) {
    const stock = isFused(name) ? undefined : before;
    put(name, names.includes(name) ? stock : own);
  }
}

/** From now on at most `count` threads share the work (of those started). Returns how many do. Results do not change. */
export function setThreads(count: number): number {
  const threads = installed?.runtime.threads;
  if (!threads) return 1;
  threads.use(Math.max(1, count) - 1);
  return 1 + threads.used;
}

/** Takes the kernels away, puts the stock ones back, ends the threads. Harmless when none is there. */
export function unregisterWasmKernels(): void {
  if (!installed) return;
  for (const [name, { before }] of installed.kernels) put(name, before);
  installed.runtime.dispose();
  installed = null;
}
