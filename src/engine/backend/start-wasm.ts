/**
 * Starts tfjs's WASM backend and puts our kernels on it. In the browser the URLs of tfjs's binaries are handed in (the bundler
 * knows them); in Node tfjs finds them beside its own file. Where our kernels cannot be had, plain loops stand in, so that
 * the backend can always train.
 */
import { setBackend } from '@tensorflow/tfjs-core';
import { registerMissingKernels } from '../kernels/reference/register.ts';
import type { WasmAssets } from './host.ts';
import { withIdleWorkers } from './idle-workers.ts';

export interface StartedWasm {
  readonly threads: number;
}

/** Ends the kernels and their threads; tfjs's backend is then to be removed. */
export async function stopWasm(): Promise<void> {
  const { unregisterWasmKernels } = await import('../kernels/wasm/register.ts');
  unregisterWasmKernels();
}

/** `threads` is the number wanted; fewer may be had. */
export async function startWasm(assets: WasmAssets | undefined, threads: number): Promise<StartedWasm> {
  const { setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (assets) setWasmPaths({ ...assets });
  setThreadsCount(1);
  if (!(await withIdleWorkers(() => setBackend('wasm'))))
    throw new Error('tfjs could not start its WASM backend');
  // First the loops, so that our kernels find something to hand a call to that they do not cover.
  registerMissingKernels('wasm');
  const { registerWasmKernels } = await import('../kernels/wasm/register.ts');
  return registerWasmKernels({ threads });
}
