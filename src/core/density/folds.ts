/** Deterministic folds of images for cross-fitting: each image is scored by a density that never saw it. */
import { createRandom } from '../random/random.ts';
import type { Features } from './types.ts';

/**
 * Image indices of each fold, ascending; sizes differ by at most one. At most as many folds as images. With `groups` (the group of each
 * image, null where it stands alone) images of a group share a fold, and sizes differ as the groups want.
 */
export function makeFolds(
  images: number,
  folds: number,
  seed: number,
  groups?: readonly (string | null)[],
): readonly (readonly number[])[] {
  if (groups?.some((group) => group !== null)) return groupedFolds(groups, folds, seed);
  const count = Math.max(1, Math.min(folds, images));
  const order = createRandom(seed, 'density-folds').shuffle(Array.from({ length: images }, (_, i) => i));
  const out: number[][] = Array.from({ length: count }, () => []);
  order.forEach((image, i) => out[i % count].push(image));
  return out.map((fold) => fold.sort((a, b) => a - b));
}

/** The largest groups first, each into the fold that is smallest so far. */
function groupedFolds(groups: readonly (string | null)[], folds: number, seed: number): number[][] {
  const members = new Map<string, number[]>();
  groups.forEach((group, i) => {
    const key = group === null ? `image ${i}` : `group ${group}`;
    members.set(key, [...(members.get(key) ?? []), i]);
  });
  const order = createRandom(seed, 'density-folds').shuffle([...members.values()]);
  order.sort((a, b) => b.length - a.length);
  const out: number[][] = Array.from({ length: Math.max(1, Math.min(folds, order.length)) }, () => []);
  for (const group of order)
    out.reduce((least, fold) => (fold.length < least.length ? fold : least)).push(...group);
  return out.map((fold) => fold.sort((a, b) => a - b));
}

/** The rows of the given images, contiguous: `[images.length * places, D]`. */
export function gatherImages(
  features: Features,
  images: readonly number[],
  places: number,
  d: number,
): Features {
  const size = places * d;
  const out =
    features instanceof Float32Array
      ? new Float32Array(images.length * size)
      : new Float64Array(images.length * size);
  images.forEach((image, i) => out.set(features.subarray(image * size, (image + 1) * size), i * size));
  return out;
}
