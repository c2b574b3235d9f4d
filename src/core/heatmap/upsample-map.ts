/**
 * The map of a score grid at image size, by its kind: a patch grid through the Gaussian receptive field (paper 4.2), a GradCAM
 * grid bilinearly (its cells lie 16 or 32 px apart, and a Gaussian much narrower than that would draw blocks).
 */
import type { MapKind } from './map-kind.ts';
import { limitMap, regionAt } from '../region/region.ts';
import { upsampleBilinear, upsampleGaussian, type Grid } from './upsample.ts';

/** Side at which sigma is stated in the configuration. */
const REFERENCE_SIDE_PX = 256;

/** Sigma in pixels of a map whose side is `sizePx`. */
export const mapSigmaPx = (sigmaAt256Px: number, sizePx: number): number =>
  (sigmaAt256Px * sizePx) / REFERENCE_SIDE_PX;

/** Map `[sizePx, sizePx]`; `sigmaAt256Px` scales with the side. Outside the grid's region it has its lowest value inside. */
export function upsampleMap(grid: Grid, kind: MapKind, sizePx: number, sigmaAt256Px: number): Float32Array {
  const values = upsampled(grid, kind, sizePx, sigmaAt256Px);
  const region = regionAt(grid.region, sizePx);
  if (region) limitMap(values, region.inside);
  return values;
}

function upsampled(grid: Grid, kind: MapKind, sizePx: number, sigmaAt256Px: number): Float32Array {
  switch (kind) {
    case 'patch':
    case 'locations':
    case 'pretrained':
      return upsampleGaussian(grid, sizePx, mapSigmaPx(sigmaAt256Px, sizePx));
    case 'gradcam':
      return upsampleBilinear(grid, sizePx);
    default:
      return kind satisfies never;
  }
}
