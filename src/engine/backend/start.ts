/**
 * Chooses and starts a backend: hardware WebGPU, else hardware WebGL, else WASM, else CPU. Software adapters count as no GPU
 * unless forced. Each candidate must pass the self-test; what was tried in vain is reported with its reason.
 */
import {
  backend,
  findBackendFactory,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { PlaygroundError } from '../../core/errors.ts';
import type { BackendChoice, BackendName, BackendReport, EngineEvent } from '../../worker/protocol.ts';
import { registerReferenceKernels } from '../kernels/reference/register.ts';
import { forgetMeasuredRate } from '../kernels/webgpu/conv/geometry.ts';
import { setMeasuredTiles } from '../kernels/webgpu/gemm/tiles-in-force.ts';
import { askingForSubgroups } from '../kernels/webgpu/subgroups.ts';
import { activeDevice, watchDevice, type DeviceWatch } from './device-loss.ts';
import type { EngineHost } from './host.ts';
import { GpuTrialAbandoned, tryGpu } from './gpu-trial.ts';
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

/** A backend that has passed its self-test. Its device is watched, but nobody is told yet. */
export interface StartedBackend {
  readonly report: Omit<BackendReport, 'rejected'>;
  readonly watch: DeviceWatch | null;
}

/** WASM threads that are wanted on this machine. */
export function wantedThreads({ wasmThreads }: EngineHost): number {
  return wasmThreads ?? Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, MOST_THREADS);
}

/** Starts tfjs's backend with our kernels on it. */
async function start(name: BackendName, host: EngineHost): Promise<Started> {
  switch (name) {
    case 'webgpu': {
      await import('@tensorflow/tfjs-backend-webgpu');
      const { gpu } = globalThis.navigator as { gpu?: GPU };
      const ready = await askingForSubgroups(gpu, () => setBackend('webgpu'));
      if (!ready) throw new Error('tfjs could not start WebGPU');
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
    case 'wasm':
      return startWasm(host.wasmAssets, wantedThreads(host));
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
      if (!(await setBackend('cpu'))) throw new Error('tfjs could not start its CPU backend');
      registerReferenceKernels('cpu');
      return { threads: 1 };
    default:
      return name satisfies never;
  }
}

/**
 * Starts one backend and lets it pass the self-test. `auto`: software adapters do not count.
 * @throws Error with the reason in words, where it cannot be used
 */
export async function startOne(
  name: BackendName,
  host: EngineHost,
  send: Send,
  auto: boolean,
): Promise<StartedBackend> {
  try {
    return await startAndTest({ name, host, send, auto, mayTry: true });
  } catch (error) {
    if (!(error instanceof GpuTrialAbandoned)) throw error;
    // The device is lost, but not for good: it starts again, and computes as it always did.
    const { report, watch } = await startAndTest({ name, host, send, auto, mayTry: false });
    return { report: { ...error.told, ...report }, watch };
  }
}

interface Start {
  readonly name: BackendName;
  readonly host: EngineHost;
  readonly send: Send;
  readonly auto: boolean;
  /** False: what may be faster on this GPU is not tried. */
  readonly mayTry: boolean;
}

async function startAndTest({ name, host, send, auto, mayTry }: Start): Promise<StartedBackend> {
  send({ type: 'status', phase: 'loading', fraction: null });
  const found = await probe(name);
  if (!found.available) throw new Error(found.reason);
  if (found.software && auto) throw new Error(`only a software adapter (${found.device}), slower than WASM`);
  let watch: DeviceWatch | undefined;
  try {
    const started = await start(name, host);
    watch = started.watch;
    send({ type: 'status', phase: 'self-test', fraction: null });
    const selfTestError = await runSelfTest();
    const trouble = watch?.trouble();
    if (trouble) throw new Error(trouble);
    if (!(selfTestError <= SELF_TEST_TOLERANCE))
      throw new Error(`the self-test differs by ${selfTestError.toPrecision(2)}`);
    const { device, software } = found;
    const measuring = () => send({ type: 'status', phase: 'tiles', fraction: null });
    const tried =
      watch && name === 'webgpu' && !software
        ? await tryGpu({
            ...{ backend: backend() as WebGPUBackend, device, notes: host.notes },
            ...{ watch, mayTry, measuring },
          })
        : {};
    const report = { name, device, software, threads: started.threads, selfTestError, ...tried };
    return { report, watch: watch ?? null };
  } catch (error) {
    watch?.release();
    discard(name);
    throw error;
  }
}

export interface ChosenBackend extends StartedBackend {
  readonly rejected: BackendReport['rejected'];
}

/** @throws PlaygroundError `no-backend` when nothing that was allowed works. */
export async function startBackend(
  choice: BackendChoice,
  host: EngineHost,
  send: Send,
): Promise<ChosenBackend> {
  // What was measured was another device's, or that of one that is lost: a weaker one must not be given its long dispatches.
  forgetMeasuredRate();
  setMeasuredTiles(null);
  const rejected: { name: BackendName; reason: string }[] = [];
  for (const name of choice === 'auto' ? ORDER : [choice]) {
    try {
      const started = await startOne(name, host, send, choice === 'auto');
      started.watch?.arm(send);
      return { ...started, rejected };
    } catch (error) {
      rejected.push({ name, reason: reasonOf(error) });
    }
  }
  const tried = rejected.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  throw new PlaygroundError(
    'no-backend',
    `No way to compute was found (${tried}). Nothing was lost; try another browser or choose the CPU backend.`,
    { tried },
  );
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A backend that failed must not linger as the active one, but it may be asked for again. */
export function discard(name: BackendName): void {
  const factory = findBackendFactory(name);
  try {
    removeBackend(name);
  } catch {
    // It never started.
  }
  if (factory) registerBackend(name, factory, 0);
}
