/** Pixel metrics over the test images: maps upsampled to the image, against masks; images without a mask count when normal. */
import { regionAt } from '../../core/region/region.ts';
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
  const inside = regionAt(counted[0].map.region, sizePx)?.inside ?? null;
  const limited = <T extends Float32Array | Uint8Array>(values: T): T =>
    inside ? (values.filter((_, p) => inside[p] === 1) as T) : values;
  const pixels = inside ? inside.reduce((sum, value) => sum + value, 0) : sizePx ** 2;
  const collector = new AupimoCollector(normal * pixels);
  const found = pixelMetrics({
    width: sizePx,
    height: sizePx,
    count: counted.length,
    mapAt: (i) => {
      const map = upsampleMap(counted[i].map, kind, sizePx, sigmaPx);
      const { mask } = counted[i].image;
      collector.add(limited(map), mask && limited(mask));
      return map;
    },
    maskAt: (i) => counted[i].image.mask,
    inside,
    threshold,
  });
  return found && { ...found, aupimo: collector.result() };
}
