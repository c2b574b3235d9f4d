/** A detector as one archive, packed by a worker that ends with the work. */
import type { Config } from '../../core/config/schema.ts';
import type { DetectorParts } from '../../core/detector/types.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { PoolError, WorkerPool } from '../worker-pool.ts';

export interface PackDetectorRequest {
  readonly parts: DetectorParts;
  readonly fit: Config['data']['fit'];
  /** Documents in the language of the page: file name to Markdown. */
  readonly documents: Readonly<Record<string, string>>;
}

/** @throws PlaygroundError `export-failed` */
export async function packDetector(request: PackDetectorRequest): Promise<Blob> {
  const pool = new WorkerPool<PackDetectorRequest, Uint8Array<ArrayBuffer>>(
    () =>
      new Worker(new URL('./pack-detector.worker.ts', import.meta.url), { type: 'module', name: 'detector' }),
    1,
  );
  try {
    return new Blob([await pool.run(request)], { type: 'application/zip' });
  } catch (error) {
    if (error instanceof PoolError) throw new PlaygroundError('export-failed', error.message);
    throw error;
  } finally {
    pool.close();
  }
}
