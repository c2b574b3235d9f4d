/** Test support: the kernels on a memory of their own, without tfjs, on one thread or several (worker_threads). */
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { instantiateKernels, loadKernelModule } from '../module.ts';
import { KernelRuntime, type Heap } from '../runtime.ts';
import { Threads, type SpawnThread } from '../threads.ts';

/** Node 20 loads no TypeScript in a worker by itself: tsx does, from a line of JavaScript. */
const BOOT = "import('tsx/esm/api').then(({ tsImport }) => tsImport(process.argv[2], process.argv[2]))";

const spawnNodeThread: SpawnThread = (start) =>
  new Promise((resolve, reject) => {
    const file = new URL('./thread.node.ts', import.meta.url).href;
    const worker = new Worker(BOOT, { eval: true, argv: [file], workerData: start });
    worker.once('message', () => resolve({ end: () => void worker.terminate() }));
    worker.once('error', reject);
  });

export interface BareRuntime {
  readonly runtime: KernelRuntime;
  readonly threads: Threads | null;
  /** Address of new memory holding `values`. */
  put(values: Float32Array): number;
  /** Address of new memory for `floats` values, filled with NaN. */
  room(floats: number): number;
  get(address: number, floats: number): Float32Array;
}

/** Node 20 has relaxed SIMD behind a flag; later versions by default. */
export async function hasRelaxedSimd(): Promise<boolean> {
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
  return (await loadKernelModule(false)).relaxedSimd;
}

/** `helpers` 0: unshared memory and one thread. */
export async function startBareRuntime(helpers: number, relaxedSimd = false): Promise<BareRuntime> {
  const shared = helpers > 0;
  const memory = new WebAssembly.Memory({ initial: 1600, maximum: 65536, shared });
  const { module } = await loadKernelModule(shared, relaxedSimd);
  const phaseNames = WebAssembly.Module.exports(module)
    .filter(({ kind }) => kind === 'function')
    .map(({ name }) => name);
  const threads = shared
    ? await Threads.start(helpers, { module, memory, phaseNames }, spawnNodeThread)
    : null;
  let top = 1024;
  const heap: Heap = {
    memory,
    allocate: (bytes) => {
      const address = top;
      top += Math.ceil(bytes / 64) * 64;
      if (top > memory.buffer.byteLength) throw new Error('the test memory is full');
      return address;
    },
    free: () => {},
  };
  const view = (address: number, floats: number) => new Float32Array(memory.buffer, address, floats);
  const room = (floats: number) => {
    const address = heap.allocate(4 * floats);
    view(address, floats).fill(NaN);
    return address;
  };
  return {
    runtime: new KernelRuntime(heap, await instantiateKernels(module, memory), phaseNames, threads),
    threads,
    room,
    put: (values) => {
      const address = room(values.length);
      view(address, values.length).set(values);
      return address;
    },
    get: (address, floats) => view(address, floats).slice(),
  };
}
