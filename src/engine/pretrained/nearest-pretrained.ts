/** The normal place most like a place of a test image, by the ImageNet features of the no-training baseline. */
import { CELL_SIDES } from '../../core/heatmap/place-window.ts';
import type { RgbImage } from '../../core/image/types.ts';
import { keepRows } from '../../core/region/sites.ts';
import type { NearestNormal, NearestQuery } from '../../worker/protocol.ts';
import { findNearest } from '../inference/nearest-normal.ts';
import type { FeatureNet } from './feature-net.ts';
import type { PretrainedPlaces } from './place-maps.ts';

export async function nearestPretrained(
  net: FeatureNet,
  { side, sites, stridePx, training }: PretrainedPlaces,
  query: NearestQuery,
  image: RgbImage,
): Promise<NearestNormal> {
  const { local } = await net.embed(image);
  const features = keepRows(local, sites);
  return findNearest(query, { id: query.id, features }, training, {
    side,
    sites,
    dimension: local.length / side ** 2,
    stridePx,
    offsetPx: (stridePx - 1) / 2,
    sidePx: Math.round(CELL_SIDES * stridePx),
    imageSizePx: image.width,
  });
}
