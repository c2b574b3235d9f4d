/** Pixel metrics over the test images: maps upsampled to the image, against masks; images without a mask count when normal. */
import { upsampleMap } from '../../core/heatmap/upsample-map.ts';
import { AupimoCollector } from '../../core/metrics/aupimo.ts';
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
  const { kind, sizePx, sigmaPx, threshold } = options;
  const normal = counted.filter(({ image }) => image.mask === null).length;
  const collector = new AupimoCollector(normal * sizePx ** 2);
  const found = pixelMetrics({
    width: sizePx,
    height: sizePx,
    count: counted.length,
    mapAt: (i) => {
      const map = upsampleMap(counted[i].map, kind, sizePx, sigmaPx);
      collector.add(map, counted[i].image.mask);
      return map;
    },
    maskAt: (i) => counted[i].image.mask,
    threshold,
  });
  return found && { ...found, aupimo: collector.result() };
}
