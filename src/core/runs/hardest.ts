/** Which images of a run are shown with it: of each class those whose scores mislead most. */
import type { Label } from '../dataset/types.ts';
import type { RunScores } from './types.ts';

/** Images shown of each class. */
const HARDEST = 6;

export interface Ranked {
  /** In `RunScores.images`. */
  readonly index: number;
  readonly score: number;
}

/** By the last evaluation: anomalous images with the lowest scores, or normal ones with the highest, the most misleading first. */
export function hardest({ images, evaluations }: RunScores, label: Label): readonly Ranked[] {
  const last = evaluations.at(-1);
  if (!last) return [];
  const ranked = images.flatMap((image, index) =>
    image.label === label ? [{ index, score: last.test[index] }] : [],
  );
  const sign = label === 'normal' ? -1 : 1;
  return ranked.sort((a, b) => sign * (a.score - b.score)).slice(0, HARDEST);
}
