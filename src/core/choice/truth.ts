/**
 * The choice held against the truth, for those who have labels: AUROC of each trial's network on the test images. It judges the choice and never
 * enters it.
 */
import type { Task } from '../augment/tasks.ts';
import { auroc } from '../metrics/roc.ts';
import { spearman } from '../metrics/spearman.ts';
import type { Trials } from './trial.ts';

export interface TruthOfTask {
  readonly task: Task;
  readonly auroc: number;
}

export interface ChoiceTruth {
  /** Best first. */
  readonly tasks: readonly TruthOfTask[];
  /** Spearman's correlation of the scores without labels with the AUROCs; null where either is the same for all. */
  readonly spearman: number | null;
  /** AUROC of the best task less that of the one chosen. */
  readonly regret: number;
  /** The regret of choosing blindly, on the mean over the tasks. */
  readonly blindRegret: number;
}

/** @param isAnomalous undefined: no test image any more. Null where a class of test images is missing, or nothing was ranked. */
export function truthOf(
  { testIds, trials, ranking }: Pick<Trials, 'testIds' | 'trials' | 'ranking'>,
  isAnomalous: (id: string) => boolean | undefined,
): ChoiceTruth | null {
  const there = testIds.flatMap((id, i) => (isAnomalous(id) === undefined ? [] : [i]));
  const labels = there.map((i) => isAnomalous(testIds[i]) === true);
  const tasks: TruthOfTask[] = [];
  for (const { task } of ranking) {
    const trial = trials.find((one) => one.task === task);
    const own =
      trial &&
      auroc(
        there.map((i) => trial.test[i]),
        labels,
      );
    if (own === null || own === undefined) return null;
    tasks.push({ task, auroc: own });
  }
  const scored = ranking.flatMap(({ score }, i) =>
    score === null ? [] : [{ score, auroc: tasks[i].auroc }],
  );
  if (scored.length === 0) return null;
  const best = Math.max(...tasks.map((one) => one.auroc));
  return {
    tasks: [...tasks].sort((a, b) => b.auroc - a.auroc),
    spearman: spearman(
      scored.map(({ score }) => score),
      scored.map((one) => one.auroc),
    ),
    regret: best - tasks[0].auroc,
    blindRegret: best - tasks.reduce((sum, one) => sum + one.auroc, 0) / tasks.length,
  };
}
