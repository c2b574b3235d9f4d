/** A detector as one archive, packed by a worker that ends with the work. */
import type { Config } from '../../core/config/schema.ts';
import type { DetectorParts } from '../../core/detector/types.ts';
import { PlaygroundError } from '../../core/errors.ts';
import type { OnnxCheck } from './check-onnx.ts';
import { PoolError, WorkerPool } from '../worker-pool.ts';

export type DetectorFormat = 'tfjs' | 'onnx';

export interface PackedDetector {
  readonly archive: Uint8Array<ArrayBuffer>;
  /** What ONNX Runtime made of the file in this browser; null where it is not ONNX or the runtime could not be had. */
  readonly check: OnnxCheck | null;
}

export interface PackDetectorRequest {
  readonly parts: DetectorParts;
  readonly fit: Config['data']['fit'];
  readonly format: DetectorFormat;
  /** Of the ONNX file. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Documents in the language of the page: file name to Markdown. */
  readonly documents: Readonly<Record<string, string>>;
}

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
