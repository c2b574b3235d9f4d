/** Pixel metrics over the test images: maps upsampled to the image, against masks; images without a mask count when normal. */
import { upsampleMap } from '../../core/heatmap/upsample-map.ts';
import { pixelMetrics } from '../../core/metrics/pixel-metrics.ts';
import type { EngineImage, MapKind, PixelMetrics, ScoreGrid } from '../../worker/protocol.ts';

/** Null where no image has a mask. */
export function scorePixels(
  images: readonly EngineImage[],
  maps: readonly ScoreGrid[],
  options: { kind: MapKind; sizePx: number; sigmaPx: number; threshold: number },
): PixelMetrics | null {
  const counted = images
    .map((image, i) => ({ image, map: maps[i] }))
    .filter(({ image }) => image.mask !== null || image.label === 'normal');
  if (!counted.some(({ image }) => image.mask !== null)) return null;
  return pixelMetrics({
    width: options.sizePx,
    height: options.sizePx,
    count: counted.length,
    mapAt: (i) => upsampleMap(counted[i].map, options.kind, options.sizePx, options.sigmaPx),
    maskAt: (i) => counted[i].image.mask,
    threshold: options.threshold,
  });
}
