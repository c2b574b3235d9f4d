/**
 * Which normal images are kept from the trials: neither a network nor a density sees them, and the probes are made from them. A quarter of all normal
 * images that are not for testing, those behind a threshold too: a trial's network is no run's. Groups stay together. The choice follows from the seed
 * and the images' paths, not from their order or from what a run has kept.
 */
import type { Splittable } from '../calibration/split.ts';
import { createRandom } from '../random/random.ts';

export const FEWEST_HELD_OUT = 6;
const MOST_HELD_OUT = 24;
const SHARE = 0.25;
/** A network needs so many images to train on. */
export const FEWEST_TRAINED = 6;

export interface ChoiceSplit<T> {
  readonly train: readonly T[];
  readonly heldOut: readonly T[];
}

const byPath = (a: Splittable, b: Splittable) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** Null where there are too few images to keep some. */
export function splitForChoice<T extends Splittable>(
  normal: readonly T[],
  seed: number,
): ChoiceSplit<T> | null {
  const images = [...normal].sort(byPath);
  const wanted = Math.min(MOST_HELD_OUT, Math.max(FEWEST_HELD_OUT, Math.round(SHARE * images.length)));
  const groups = new Map<string, T[]>();
  for (const image of images) {
    const key = image.group ? `group ${image.group}` : `image ${image.path}`;
    groups.set(key, [...(groups.get(key) ?? []), image]);
  }
  const order = [...groups]
    .map(([key, members]) => ({ members, place: createRandom(seed, 'choice', key).float() }))
    .sort((a, b) => a.place - b.place);
  const kept = new Set<T>();
  for (const { members } of order)
    if (kept.size < wanted && images.length - kept.size - members.length >= FEWEST_TRAINED)
      for (const image of members) kept.add(image);
  if (kept.size < FEWEST_HELD_OUT) return null;
  return {
    train: images.filter((image) => !kept.has(image)),
    heldOut: images.filter((image) => kept.has(image)),
  };
}
