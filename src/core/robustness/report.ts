/**
 * What a robustness test says: AUROC, false alarms and recall over the level of a corruption. The density is as it was fitted and the
 * threshold is frozen; both were made before the corruption came.
 */
import { confusionAt } from '../metrics/precision-recall.ts';
import { auroc } from '../metrics/roc.ts';

/** Scores of the same images at every level of one corruption. */
export interface RobustnessScores {
  readonly corruption: string;
  readonly step: number;
  /** Of the test images, in the order of the scores. */
  readonly ids: readonly string[];
  readonly levels: readonly { readonly level: number; readonly scores: ArrayLike<number> }[];
}

export interface RobustnessPoint {
  readonly level: number;
  /** Null where a class is missing. */
  readonly imageAuroc: number | null;
  /** Share of the normal images called anomalous; null without normal ones. */
  readonly falseAlarmRate: number | null;
  /** Share of the anomalous images that are found; null without such. */
  readonly recall: number | null;
}

/** @param isAnomalous undefined: the image is no test image any more */
export function robustnessPoints(
  { ids, levels }: Pick<RobustnessScores, 'ids' | 'levels'>,
  threshold: number,
  isAnomalous: (id: string) => boolean | undefined,
): RobustnessPoint[] {
  const labels = ids.map(isAnomalous);
  const there = labels.flatMap((label, i) => (label === undefined ? [] : [i]));
  return levels.map(({ level, scores }) => {
    const kept = there.map((i) => scores[i]);
    const keptLabels = there.map((i) => labels[i] === true);
    const { tp, fn, fp, tn } = confusionAt(kept, keptLabels, threshold);
    return {
      level,
      imageAuroc: auroc(kept, keptLabels),
      falseAlarmRate: fp + tn > 0 ? fp / (fp + tn) : null,
      recall: tp + fn > 0 ? tp / (tp + fn) : null,
    };
  });
}
