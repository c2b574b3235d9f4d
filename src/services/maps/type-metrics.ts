/** Pixel metrics by defect type, each against all normal images, from a worker of their own. */
import type { MapRequest } from '../../core/heatmap/prepare-map.ts';
import type { PixelScores } from '../../core/metrics/pixel-metrics.ts';
import { WorkerPool } from '../worker-pool.ts';

export interface TypeMetricsRequest extends Pick<MapRequest, 'kind' | 'sizePx' | 'sigmaPx' | 'threshold'> {
  /** Normal images, and anomalous ones that have a mask. */
  readonly images: readonly {
    readonly grid: MapRequest['grid'];
    readonly mask: Uint8Array | null;
    readonly anomalous: boolean;
    readonly defectType: string;
  }[];
}

export interface TypeMetricsRow {
  readonly defectType: string;
  /** Anomalous images of this type. */
  readonly count: number;
  readonly scores: PixelScores | null;
}

/** @throws PoolError when the worker dies; the signal's reason when it is aborted. */
export async function typeMetrics(
  request: TypeMetricsRequest,
  signal: AbortSignal,
): Promise<readonly TypeMetricsRow[]> {
  const pool = new WorkerPool<TypeMetricsRequest, readonly TypeMetricsRow[]>(
    () =>
      new Worker(new URL('./type-metrics.worker.ts', import.meta.url), {
        type: 'module',
        name: 'type-metrics',
      }),
    1,
  );
  try {
    return await pool.run(request, signal);
  } finally {
    pool.close();
  }
}
