/** Pixel metrics of a test set off the page's thread: maps are upsampled here, masks lie in shared memory. */
import { regionAt } from '../../core/region/region.ts';
import { upsampleMap } from '../../core/heatmap/upsample-map.ts';
import { pixelReport, type PixelReport } from '../../core/metrics/pixel-report.ts';
import { serve } from '../worker-serve.ts';
import type { PixelReportRequest } from './pixel-report.ts';

serve<PixelReportRequest, PixelReport>(
  ({ kind, sizePx, sigmaPx, threshold, images }) =>
    pixelReport({
      width: sizePx,
      height: sizePx,
      count: images.length,
      mapAt: (i) => upsampleMap(images[i].map, kind, sizePx, sigmaPx),
      maskAt: (i) => images[i].mask,
      typeAt: (i) => images[i].defectType,
      inside: regionAt(images[0]?.map.region, sizePx)?.inside,
      threshold,
    }),
  () => [],
);
