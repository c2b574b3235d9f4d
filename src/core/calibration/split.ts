/**
 * Which normal training images are kept for the threshold alone: neither the training nor the density sees them. The choice follows from
 * the seed and the images' paths, not from their order, so that an image that is added or taken away moves as few others as can be.
 * Images that belong together (a group) are kept or trained on together.
 */
import { createRandom } from '../random/random.ts';

/** Fewer could not promise 5 %. */
const FEWEST_CALIBRATION = 19;
/** Where a share gives fewer than that, so many are taken after all if they are not more than this part of the images. */
const LARGEST_PART = 0.25;

export interface Splittable {
  readonly path: string;
  /** What the image belongs to; alone where it is absent. */
  readonly group?: string | null;
}

/** How many of so many images are kept; 0 where there are too few, or none are wanted. */
export function calibrationCount(images: number, share: number): number {
  if (share <= 0) return 0;
  const wanted = Math.max(FEWEST_CALIBRATION, Math.round(share * images));
  return wanted <= Math.max(LARGEST_PART, share) * images ? wanted : 0;
}

/** The kept images, whole groups as long as they fit; none where what fits is too few. */
export function chooseCalibration<T extends Splittable>(
  images: readonly T[],
  share: number,
  seed: number,
): ReadonlySet<T> {
  const wanted = calibrationCount(images.length, share);
  const groups = new Map<string, T[]>();
  for (const image of images) {
    const key = image.group ? `group ${image.group}` : `image ${image.path}`;
    const members = groups.get(key);
    if (members) members.push(image);
    else groups.set(key, [image]);
  }
  const order = [...groups]
    .map(([key, members]) => ({ key, members, place: createRandom(seed, 'calibration', key).float() }))
    .sort((a, b) => a.place - b.place || (a.key < b.key ? -1 : 1));
  const kept = new Set<T>();
  for (const { members } of order)
    if (kept.size + members.length <= wanted) for (const image of members) kept.add(image);
  return kept.size >= FEWEST_CALIBRATION ? kept : new Set();
}
