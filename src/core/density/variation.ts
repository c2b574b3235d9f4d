/**
 * Training images that do not differ: copies of one picture, all-black frames, or features of a network that has collapsed. Then there is no
 * variance to divide by, and whatever a floor makes of it is no score. They are named instead.
 */
import { PlaygroundError } from '../errors.ts';
import type { Features } from './types.ts';

/** Features closer than this share of the largest are the same up to the rounding of float32 and of the order of sums. */
const ROUNDING = 1e-5;

/**
 * @param features `[images * places, d]`, image-major
 * @param kept of the images these (all by default): a fold's training images
 * @throws PlaygroundError `training-images-alike` where two or more images have the same features at every place.
 */
export function requireDifferentImages(
  features: Features,
  images: number,
  places: number,
  d: number,
  kept: readonly number[] = Array.from({ length: images }, (_, i) => i),
): void {
  if (kept.length < 2) return;
  const length = places * d;
  const first = kept[0] * length;
  let largest = 0;
  for (let i = first; i < first + length; i++) largest = Math.max(largest, Math.abs(features[i]));
  for (const image of kept)
    for (let i = 0; i < length; i++)
      if (Math.abs(features[image * length + i] - features[first + i]) > ROUNDING * largest) return;
  throw new PlaygroundError(
    'training-images-alike',
    `${kept.length} of ${images} normal training images look the same to the network, so nothing shows how normal images may differ. Earlier scores were kept. Load normal images that differ from each other; if they do, training has collapsed: reset and lower the learning rate.`,
    { alike: kept.length, count: images },
  );
}
