/** Pixel metrics over all, by defect type and by image, computed in a worker of their own (core/metrics/pixel-report). */
import type { MapKind } from '../../core/heatmap/map-kind.ts';
import type { Grid } from '../../core/heatmap/upsample.ts';
import type { PixelReport } from '../../core/metrics/pixel-report.ts';
import { WorkerPool } from '../worker-pool.ts';

export interface PixelReportRequest {
  readonly kind: MapKind;
  /** Side of the masks. */
  readonly sizePx: number;
  /** At 256 px. */
  readonly sigmaPx: number;
  readonly threshold: number;
  /** Leave anomalous images without a mask out. */
  readonly images: readonly {
    readonly map: Grid;
    /** `[sizePx, sizePx]`; null for a normal image. */
    readonly mask: Uint8Array | null;
    /** Null for a normal image. */
    readonly defectType: string | null;
  }[];
}

const pool = new WorkerPool<PixelReportRequest, PixelReport>(
  () =>
    new Worker(new URL('./pixel-report.worker.ts', import.meta.url), {
      type: 'module',
      name: 'pixel-report',
    }),
  1,
);

/** @throws PoolError when the worker is lost; the signal's reason when it is aborted. */
export function makePixelReport(request: PixelReportRequest, signal?: AbortSignal): Promise<PixelReport> {
  return pool.run(request, signal);
}
