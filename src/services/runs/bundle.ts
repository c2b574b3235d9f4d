/** Bundles of runs as zip archives; the work is done in a worker that ends afterwards. */
import { PlaygroundError } from '../../core/errors.ts';
import type { WholeRun } from '../../core/runs/types.ts';
import { PoolError, WorkerPool } from '../worker-pool.ts';
import type { BundleRequest, BundleResponse } from './bundle.worker.ts';

async function ask(request: BundleRequest): Promise<BundleResponse> {
  const pool = new WorkerPool<BundleRequest, BundleResponse>(
    () => new Worker(new URL('./bundle.worker.ts', import.meta.url), { type: 'module', name: 'bundle' }),
    1,
  );
  try {
    return await pool.run(request);
  } catch (error) {
    if (!(error instanceof PoolError)) throw error;
    const reason = error.message;
    if (error.code === 'archive-refused') throw new PlaygroundError('archive-refused', reason, { reason });
    throw new PlaygroundError('bundle-damaged', reason, { reason });
  } finally {
    pool.close();
  }
}

export async function packRuns(runs: readonly WholeRun[]): Promise<Blob> {
  const response = await ask({ pack: runs });
  if (!('archive' in response)) throw new Error('The worker answered another question.');
  return new Blob([response.archive], { type: 'application/zip' });
}

/** @throws PlaygroundError `bundle-damaged`, `archive-refused`; nothing was changed then. */
export async function openRuns(file: Blob): Promise<readonly WholeRun[]> {
  const response = await ask({ open: file });
  if (!('runs' in response)) throw new Error('The worker answered another question.');
  return response.runs;
}
