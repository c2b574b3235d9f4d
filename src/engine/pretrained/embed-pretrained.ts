/**
 * ImageNet features of one image: the pooled top (1280) for the image score, and for the map the features at strides 8 and 16 side
 * by side at each place of the finer grid (40 + 112), averaged over 3x3 places (PatchCore's local neighbourhood).
 */
import { avgPool, concat, image, mean, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { RgbImage } from '../../core/image/types.ts';
import { TAPS } from '../../core/networks/mobile/architecture.ts';
import type { EfficientNet } from '../models/efficientnet/efficientnet.ts';
import { normalisePixels } from '../training/normalise.ts';
import type { FeatureNet, PretrainedEmbedding } from './feature-net.ts';

/** `[1280]` pooled and `[side * side, 152]` local features of EfficientNet-B0, whatever holds its weights. */
export async function embedPretrained(
  net: Pick<EfficientNet, 'features'>,
  { width, height, data }: RgbImage,
): Promise<PretrainedEmbedding> {
  const [pooled, local] = tidy(() => {
    const x = tensor4d(normalisePixels(data), [1, height, width, 3]);
    const maps = net.features(x, ['stride8', 'stride16', 'top']);
    const fine = maps.stride8 as Tensor4D;
    const coarse = maps.stride16 as Tensor4D;
    const [, rows, columns] = fine.shape;
    const stacked = concat([fine, image.resizeNearestNeighbor(coarse, [rows, columns])], 3);
    return [mean(maps.top as Tensor4D, [1, 2]), avgPool(stacked, 3, 1, 'same')];
  });
  const side = local.shape[1] as number;
  const values = {
    pooled: (await pooled.data()) as Float32Array,
    local: (await local.data()) as Float32Array,
    side,
    stridePx: TAPS.stride8.stridePx,
  };
  pooled.dispose();
  local.dispose();
  return values;
}

export function efficientNetFeatures(net: EfficientNet): FeatureNet {
  return { embed: (image) => embedPretrained(net, image), dispose: () => net.dispose() };
}
