/** A detector as one archive, packed by a worker that ends with the work. */
import { PlaygroundError } from '../../core/errors.ts';
import type { PackDetectorRequest, PackedDetector } from './protocol.ts';
import { PoolError, WorkerPool } from '../worker-pool.ts';

/** @throws PlaygroundError `export-failed`, `export-differs` */
export async function packDetector(request: PackDetectorRequest): Promise<PackedDetector> {
  const pool = new WorkerPool<PackDetectorRequest, PackedDetector>(
    () =>
      new Worker(new URL('./pack-detector.worker.ts', import.meta.url), { type: 'module', name: 'detector' }),
    1,
  );
  try {
    return await pool.run(request);
  } catch (error) {
    if (error instanceof PoolError)
      throw new PlaygroundError(
        error.code === 'export-differs' ? 'export-differs' : 'export-failed',
        error.message,
        { reason: error.message },
      );
    throw error;
  } finally {
    pool.close();
  }
}
