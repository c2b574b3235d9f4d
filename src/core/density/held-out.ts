/** Held-out scores the plain way: for every fold a density of the other images. */
import type { CrossFitInput } from './estimators/types.ts';
import { gatherImages } from './folds.ts';
import type { Density } from './types.ts';

/** Training rows without the images of one fold, `[n, D]`. */
export function rowsWithout({ features, images, places, layout, split }: CrossFitInput, fold: number) {
  const out = new Set(split[fold]);
  const kept = Array.from({ length: images }, (_, i) => i).filter((image) => !out.has(image));
  return {
    features: gatherImages(features, kept, places, layout.dimension),
    n: kept.length * places,
  };
}

/** Scores `[n]` of every row by `densityWithout` its fold. */
export function heldOutScores(input: CrossFitInput, densityWithout: (fold: number) => Density): Float64Array {
  const { features, n, places, layout, split } = input;
  const scores = new Float64Array(n);
  split.forEach((fold, f) => {
    const own = gatherImages(features, fold, places, layout.dimension);
    const held = densityWithout(f).score(own, fold.length * places);
    fold.forEach((image, i) => scores.set(held.subarray(i * places, (i + 1) * places), image * places));
  });
  return scores;
}

/** Rows of the images of each fold. */
export function foldRows({ split, places }: CrossFitInput): number[][] {
  return split.map((fold) =>
    fold.flatMap((image) => Array.from({ length: places }, (_, p) => image * places + p)),
  );
}
