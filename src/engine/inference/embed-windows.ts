/** `exact` dense embedding: every window is cut out and goes through the trunk by itself, exactly as the crops of training did. */
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { RgbImage } from '../../core/image/types.ts';
import type { Trunk } from '../models/inference.ts';
import type { Network } from '../../core/networks/types.ts';
import { mapSide } from '../../core/networks/locations.ts';
import { globalAveragePool } from '../ops/pool.ts';
import { normalisePixels } from '../training/normalise.ts';
import { chunks, samplesPerPass } from './chunks.ts';
import type { Places } from './places.ts';

/** Features of the places of each image that have some, `[places, D]` row-major. */
export async function embedWindows(
  trunk: Trunk,
  network: Network,
  images: readonly RgbImage[],
  places: Places,
): Promise<Float32Array[]> {
  const every = places.sites?.kept ?? Array.from({ length: places.side ** 2 }, (_, place) => place);
  const features: Float32Array[] = [];
  for (const image of images) features.push(await embedSomeWindows(trunk, network, image, places, every));
  return features;
}

/**
 * Features of the chosen places of one image, `[chosen, D]` row-major.
 * @throws PlaygroundError `input-too-small`
 */
export async function embedSomeWindows(
  trunk: Trunk,
  network: Network,
  image: RgbImage,
  places: Places,
  chosen: readonly number[],
): Promise<Float32Array> {
  const { windowPx, stridePx, side } = places;
  mapSide(network, windowPx);
  const d = network.features;
  const all = normalisePixels(image.data);
  const result = new Float32Array(chosen.length * d);
  const perWindow = windowPx * windowPx * 3;
  for (const { from, to } of chunks(chosen.length, samplesPerPass(network, windowPx))) {
    const values = new Float32Array((to - from) * perWindow);
    for (let i = from; i < to; i++) {
      const y = Math.floor(chosen[i] / side) * stridePx;
      const x = (chosen[i] % side) * stridePx;
      for (let row = 0; row < windowPx; row++) {
        const at = ((y + row) * image.width + x) * 3;
        values.set(all.subarray(at, at + windowPx * 3), (i - from) * perWindow + row * windowPx * 3);
      }
    }
    const pooled = tidy(() =>
      globalAveragePool(null, trunk.forward(tensor4d(values, [to - from, windowPx, windowPx, 3]))),
    );
    result.set((await pooled.data()) as Float32Array, from * d);
    pooled.dispose();
  }
  return result;
}
