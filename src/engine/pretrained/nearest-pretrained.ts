/** The normal place most like a place of a test image, by the ImageNet features of the no-training baseline. */
import type { RgbImage } from '../../core/image/types.ts';
import type { NearestNormal, NearestQuery } from '../../worker/protocol.ts';
import { CELL_SIDES, findNearest } from '../inference/nearest-normal.ts';
import type { EfficientNet } from '../models/efficientnet/efficientnet.ts';
import { embedPretrained, LOCAL_FEATURES, LOCAL_STRIDE_PX } from './embed-pretrained.ts';
import type { PretrainedPlaces } from './place-maps.ts';

export async function nearestPretrained(
  net: EfficientNet,
  { side, training }: PretrainedPlaces,
  query: NearestQuery,
  image: RgbImage,
): Promise<NearestNormal> {
  const { local } = await embedPretrained(net, image);
  return findNearest(query, { id: query.id, features: local }, training, {
    side,
    dimension: LOCAL_FEATURES,
    stridePx: LOCAL_STRIDE_PX,
    offsetPx: (LOCAL_STRIDE_PX - 1) / 2,
    sidePx: CELL_SIDES * LOCAL_STRIDE_PX,
    imageSizePx: image.width,
  });
}
