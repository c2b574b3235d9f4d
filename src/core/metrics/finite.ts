/**
 * Scores are numbers or there is no figure: a NaN sorts anywhere and an infinity ties with others, so that a curve over them
 * would look like one and mean nothing. Every metric asks here first.
 */
import { PlaygroundError } from '../errors.ts';

/** @throws PlaygroundError `scores-not-finite` naming the first score that is no finite number. */
export function requireFiniteScores(scores: ArrayLike<number>): void {
  for (let i = 0; i < scores.length; i++)
    if (!Number.isFinite(scores[i]))
      throw new PlaygroundError(
        'scores-not-finite',
        `Score ${i + 1} of ${scores.length} is ${String(scores[i])}, not a number that can be ranked. No figure was made of these scores; the earlier ones were kept.`,
        { index: i + 1, count: scores.length, value: String(scores[i]) },
      );
}

/** Whether all scores are finite numbers. */
export const allFinite = (scores: ArrayLike<number>): boolean => {
  for (let i = 0; i < scores.length; i++) if (!Number.isFinite(scores[i])) return false;
  return true;
};
