/**
 * Sense of a run that comes from a file: steps that it can have made, figures that can be, and figures that are those of its own scores. Checksums prove bytes, and a
 * list of runs is compared by its figures without anybody looking at the scores behind them.
 */
import { allFinite } from '../metrics/finite.ts';
import { auroc } from '../metrics/roc.ts';
import type { RunRecord, RunScores } from './types.ts';

/** Figures are written with all their digits; other machines add up in the same order. */
const SAME = 1e-6;

const isShare = (value: number | null): boolean => value === null || (value >= 0 && value <= 1);

/** Why no page can have written this run, or null. Scores of early versions may be no numbers: those have no figures. */
export function runProblem(
  { config, step, metrics, curve }: RunRecord,
  scores: RunScores | null,
): string | null {
  if (step > config.training.steps) return `it made ${step} of ${config.training.steps} steps`;
  const steps = metrics.map((one) => one.step);
  if (steps.some((one, i) => one > step || (i > 0 && one <= steps[i - 1])))
    return 'it was evaluated at steps that it did not make';
  if (curve.steps.some((one, i) => one > step || (i > 0 && one <= curve.steps[i - 1])))
    return 'its training curve has steps that it did not make';
  if (curve.accuracy.some((value) => !isShare(value))) return 'an accuracy is not between 0 and 1';
  for (const { step: at, auroc: found, low, high, averagePrecision, pixelAuroc, aupro } of metrics) {
    if (![found, low, high, averagePrecision, pixelAuroc, aupro].every(isShare))
      return `a figure of step ${at} is not between 0 and 1`;
    if (found !== null && low !== null && high !== null && !(low <= found && found <= high))
      return `the interval of step ${at} does not hold its AUROC`;
  }
  return scores && figuresProblem(metrics, scores);
}

/** Whether the last figure is that of the last scores. */
function figuresProblem(metrics: RunRecord['metrics'], { images, evaluations }: RunScores): string | null {
  const figure = metrics.at(-1);
  const last = evaluations.at(-1);
  if (!figure || !last || figure.step !== last.step) return null;
  if (!allFinite(last.test))
    return figure.auroc === null
      ? null
      : `the AUROC of step ${last.step} is one of scores that are no numbers`;
  const own = auroc(
    last.test,
    images.map(({ label }) => label === 'anomalous'),
  );
  const differs =
    (own === null) !== (figure.auroc === null) || Math.abs((own ?? 0) - (figure.auroc ?? 0)) > SAME;
  return differs
    ? `the AUROC of step ${last.step} is ${String(figure.auroc)}, that of its scores ${String(own)}`
    : null;
}
