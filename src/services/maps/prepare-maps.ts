/** The worker that prepares maps for the light table. One is enough: a map takes it some milliseconds. */
import type { MapRequest, PreparedMap } from '../../core/heatmap/prepare-map.ts';
import { WorkerPool } from '../worker-pool.ts';

let pool: WorkerPool<MapRequest, PreparedMap> | null = null;

/** @throws PoolError when the worker dies; the signal's reason when it is aborted. */
export function prepareMapInWorker(request: MapRequest, signal?: AbortSignal): Promise<PreparedMap> {
  pool ??= new WorkerPool<MapRequest, PreparedMap>(
    () => new Worker(new URL('./prepare-map.worker.ts', import.meta.url), { type: 'module', name: 'maps' }),
    1,
  );
  return pool.run(request, signal);
}
