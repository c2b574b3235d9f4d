/**
 * How many workers make batches. WASM keeps the cores busy itself and one worker keeps up with it; a GPU leaves the cores
 * free and may want batches faster than one worker makes them (32 images of 256 px take 0.1 s and more).
 */
import type { BackendName } from '../../worker/protocol.ts';
import type { EngineHost } from '../backend/host.ts';

const MOST_WORKERS = 4;

export function batchWorkers(backend: BackendName, { batchWorkers: wanted }: EngineHost): number {
  if (wanted !== undefined) return wanted;
  if (typeof Worker === 'undefined') return 0;
  if (backend === 'wasm' || backend === 'cpu') return 1;
  const cores = globalThis.navigator?.hardwareConcurrency ?? 2;
  return Math.max(1, Math.min(MOST_WORKERS, cores - 1));
}
