/**
 * Chooses and starts a backend: hardware WebGPU, else hardware WebGL, else WASM, else CPU. Software adapters count as no GPU
 * unless forced. Each candidate must pass the self-test; what was tried in vain is reported with its reason.
 */
import { backend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { PlaygroundError } from '../../core/errors.ts';
import type { BackendChoice, BackendName, BackendReport, EngineEvent } from '../../worker/protocol.ts';
import { registerReferenceKernels } from '../kernels/reference/register.ts';
import { forgetMeasuredRate } from '../kernels/webgpu/conv/geometry.ts';
import { activeDevice, watchDevice, type DeviceWatch } from './device-loss.ts';
import type { EngineHost } from './host.ts';
import { probeWasm, probeWebgl, probeWebgpu, type Probe } from './probe.ts';
import { runSelfTest, SELF_TEST_TOLERANCE } from './self-test.ts';
import { startWasm } from './start-wasm.ts';

const ORDER: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];
const MOST_THREADS = 8;

type Send = (event: EngineEvent) => void;

function probe(name: BackendName): Promise<Probe> | Probe {
  switch (name) {
    case 'webgpu':
      return probeWebgpu();
    case 'webgl':
      return probeWebgl();
    case 'wasm':
      return probeWasm();
    case 'cpu':
      return { available: true, software: false, device: '', reason: '' };
    default:
      return name satisfies never;
  }
}

interface Started {
  readonly threads: number;
  readonly watch?: DeviceWatch;
}

/** Starts tfjs's backend with our kernels on it. */
async function start(name: BackendName, host: EngineHost): Promise<Started> {
  switch (name) {
    case 'webgpu': {
      await import('@tensorflow/tfjs-backend-webgpu');
      if (!(await setBackend('webgpu'))) throw new Error('tfjs could not start WebGPU');
      const { registerWebgpuKernels } = await import('../kernels/webgpu/register.ts');
      registerWebgpuKernels();
      const { installBufferPool } = await import('../kernels/webgpu/buffer-pool.ts');
      installBufferPool(backend() as WebGPUBackend);
      return { threads: 1, watch: watchDevice(activeDevice()) };
    }
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      if (!(await setBackend('webgl'))) throw new Error('tfjs could not start WebGL');
      return { threads: 1 };
    case 'wasm': {
      const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
      const wanted = host.wasmThreads ?? Math.min(cores, MOST_THREADS);
      return startWasm(host.wasmAssets, wanted);
    }
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
      if (!(await setBackend('cpu'))) throw new Error('tfjs could not start its CPU backend');
      registerReferenceKernels('cpu');
      return { threads: 1 };
    default:
      return name satisfies never;
  }
}

/** @throws PlaygroundError `no-backend` when nothing that was allowed works. */
export async function startBackend(
  choice: BackendChoice,
  host: EngineHost,
  send: Send,
): Promise<BackendReport> {
  // What was measured was another device's, or that of one that is lost: a weaker one must not be given its long dispatches.
  forgetMeasuredRate();
  const rejected: { name: BackendName; reason: string }[] = [];
  for (const name of choice === 'auto' ? ORDER : [choice]) {
    send({ type: 'status', phase: 'loading', fraction: null });
    const found = await probe(name);
    const reject = (reason: string) => rejected.push({ name, reason });
    if (!found.available) {
      reject(found.reason);
      continue;
    }
    if (found.software && choice === 'auto') {
      reject(`only a software adapter (${found.device}), slower than WASM`);
      continue;
    }
    let watch: DeviceWatch | undefined;
    try {
      const { threads, watch: watched } = await start(name, host);
      watch = watched;
      send({ type: 'status', phase: 'self-test', fraction: null });
      const selfTestError = await runSelfTest();
      const trouble = watch?.trouble();
      if (trouble) throw new Error(trouble);
      if (selfTestError <= SELF_TEST_TOLERANCE) {
        watch?.arm(send);
        return { name, device: found.device, software: found.software, threads, rejected, selfTestError };
      }
      reject(`the self-test differs by ${selfTestError.toPrecision(2)}`);
    } catch (error) {
      reject(error instanceof Error ? error.message : String(error));
    }
    watch?.release();
    discard(name);
  }
  const tried = rejected.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  throw new PlaygroundError(
    'no-backend',
    `No way to compute was found (${tried}). Nothing was lost; try another browser or choose the CPU backend.`,
    { tried },
  );
}

/** A backend that failed must not linger as the active one. */
function discard(name: BackendName): void {
  try {
    removeBackend(name);
  } catch {
    // It never started.
  }
}
