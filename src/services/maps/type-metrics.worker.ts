/** Pixel metrics by defect type: seconds of sorting for hundreds of images, off the page's thread. */
import { upsampleMap } from '../../core/heatmap/upsample-map.ts';
import { groupsByType, pixelMetricsOf } from '../../core/metrics/grouped.ts';
import { serve } from '../worker-serve.ts';
import type { TypeMetricsRequest, TypeMetricsRow } from './type-metrics.ts';

/** Normal maps are met once for each type: they are kept where that is no burden (100 MiB). */
const MOST_KEPT = 400;

serve<TypeMetricsRequest, readonly TypeMetricsRow[]>(
  ({ images, kind, sizePx, sigmaPx, threshold }) => {
    const maps: (Float32Array | undefined)[] = [];
    const make = (i: number) => upsampleMap(images[i].grid, kind, sizePx, sigmaPx);
    const input = {
      width: sizePx,
      height: sizePx,
      count: images.length,
      mapAt: (i: number) => (images.length > MOST_KEPT ? make(i) : (maps[i] ??= make(i))),
      maskAt: (i: number) => images[i].mask,
      threshold,
    };
    const labels = images.map(({ anomalous }) => anomalous);
    const types = images.map(({ defectType }) => defectType);
    return [...groupsByType(labels, types)].map(([defectType, indices]) => ({
      defectType,
      count: indices.filter((i) => labels[i]).length,
      scores: pixelMetricsOf(input, indices),
    }));
  },
  () => [],
);
