/** What a choice says, from its trials: the ranking, and beside it the truth where there are labels. */
import type { ChoiceReport } from './report-file.ts';
import type { Trials } from './trial.ts';
import { truthOf } from './truth.ts';

/** @param isAnomalous undefined: no test image any more; @param pathOf of an image */
export function choiceReport(
  trials: Trials,
  of: { readonly dataset: string; readonly backend: string | null },
  isAnomalous: (id: string) => boolean | undefined,
  pathOf: (id: string) => string,
): ChoiceReport {
  const truth = truthOf(trials, isAnomalous);
  return {
    version: 1,
    ...of,
    seed: trials.seed,
    steps: trials.steps,
    heldOut: trials.heldOutIds.map(pathOf),
    ranking: trials.ranking.map((one) => ({
      ...{ task: one.task, score: one.score, interval: one.interval && { ...one.interval } },
      ...{ first: one.first, proxyAccuracy: one.proxyAccuracy, chance: one.chance },
      elapsedMs: trials.trials.find((trial) => trial.task === one.task)?.elapsedMs ?? 0,
      probes: one.probes.map((probe) => ({ ...probe })),
    })),
    truth: truth && { ...truth, tasks: truth.tasks.map((own) => ({ ...own })) },
  };
}
