/** Pixel metrics over the test images: maps upsampled to the image, against masks; images without a mask count when normal. */
import { upsampleBilinear, upsampleGaussian } from '../../core/heatmap/upsample.ts';
import { pixelMetrics } from '../../core/metrics/pixel-metrics.ts';
import type { EngineImage, MapKind, PixelMetrics, ScoreGrid } from '../../worker/protocol.ts';

/** Sigma is configured for images of this side. */
const REFERENCE_SIZE_PX = 256;

/** The anomaly map of an image at its own size, `[S, S]`. Cells of a GradCAM map are far apart: linear between them. */
export function fullSizeMap(grid: ScoreGrid, kind: MapKind, sizePx: number, sigmaPx: number): Float32Array {
  return kind === 'gradcam'
    ? upsampleBilinear(grid, sizePx)
    : upsampleGaussian(grid, sizePx, (sigmaPx * sizePx) / REFERENCE_SIZE_PX);
}

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
    mapAt: (i) => fullSizeMap(counted[i].map, options.kind, options.sizePx, options.sigmaPx),
    maskAt: (i) => counted[i].image.mask,
    threshold: options.threshold,
  });
}
