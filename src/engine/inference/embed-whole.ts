/** Whole images through the trunk: pooled features, and on request the last feature map for GradCAM. */
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { RgbImage } from '../../core/image/types.ts';
import type { Trunk } from '../models/inference.ts';
import { globalAveragePool } from '../ops/pool.ts';
import { normalisePixels } from '../training/normalise.ts';

export interface WholeEmbeddings {
  /** `[N, D]` row-major. */
  readonly features: Float32Array;
  /** `[N, side, side, D]` of the last feature map; null where not asked for. */
  readonly maps: Float32Array | null;
  /** Side of the last feature map. */
  readonly side: number;
}

/** One pass: `images` are square and of one size. */
export async function embedWhole(
  trunk: Trunk,
  images: readonly RgbImage[],
  withMaps: boolean,
): Promise<WholeEmbeddings> {
  return readWhole(
    tidy(() => trunk.forward(uploadImages(images))),
    withMaps,
  );
}

/** Reads the last feature map `[N, side, side, D]` and its means from the device, and frees it. */
export async function readWhole(map: Tensor4D, withMaps = true): Promise<WholeEmbeddings> {
  const pooled = tidy(() => globalAveragePool(null, map));
  try {
    const features = Float32Array.from((await pooled.data()) as Float32Array);
    const maps = withMaps ? Float32Array.from((await map.data()) as Float32Array) : null;
    return { features, maps, side: map.shape[1] };
  } finally {
    map.dispose();
    pooled.dispose();
  }
}

/** `[N, S, S, 3]`, normalised, of images of one size. */
export function uploadImages(images: readonly RgbImage[]): Tensor4D {
  const size = images[0].width;
  const perImage = size * size * 3;
  const values = new Float32Array(images.length * perImage);
  images.forEach(({ data }, i) => normalisePixels(data, values.subarray(i * perImage, (i + 1) * perImage)));
  return tensor4d(values, [images.length, size, size, 3]);
}
