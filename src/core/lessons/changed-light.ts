/**
 * Page 12: what a change of the photographs does at a threshold that was set before it, and whether a rank test of the scores notices it without any
 * label: scores of normal images from before against those of normal images now.
 */
import { rankTest } from '../calibration/shift.ts';
import { robustnessPoints, type RobustnessPoint, type RobustnessScores } from '../robustness/report.ts';

/** A warning comes below this p: one false warning in 200 looks. */
export const NOTICED = 0.005;

export interface ChangedPoint extends RobustnessPoint {
  /** Of the rank test; 1 where too few images are there. */
  readonly pValue: number;
  readonly noticed: boolean;
}

/** @param before scores of normal images that the threshold rests on */
export function changedPoints(
  scores: Pick<RobustnessScores, 'ids' | 'levels'>,
  threshold: number,
  isAnomalous: (id: string) => boolean | undefined,
  before: ArrayLike<number>,
): ChangedPoint[] {
  const normal = scores.ids.flatMap((id, i) => (isAnomalous(id) === false ? [i] : []));
  return robustnessPoints(scores, threshold, isAnomalous).map((point, k) => {
    const now = normal.map((i) => scores.levels[k].scores[i]);
    const pValue = now.length > 0 && before.length > 0 ? rankTest(before, now) : 1;
    return { ...point, pValue, noticed: pValue < NOTICED };
  });
}

/** Where most goes wrong, by false alarms and misses together; null without both classes. */
export function worstOf(points: readonly ChangedPoint[]): ChangedPoint | null {
  const wrong = ({ falseAlarmRate, recall }: ChangedPoint) =>
    falseAlarmRate === null || recall === null ? -1 : falseAlarmRate + 1 - recall;
  const worst = points.reduce<ChangedPoint | null>(
    (top, one) => (!top || wrong(one) > wrong(top) ? one : top),
    null,
  );
  return worst && wrong(worst) >= 0 ? worst : null;
}
