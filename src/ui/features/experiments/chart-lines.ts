/** The lines of chosen runs: ROC on their last scores, loss as a running mean, AUROC of every evaluation. */
import { decimate } from '../../../core/metrics/decimate.ts';
import { rocCurve } from '../../../core/metrics/roc.ts';
import type { RunRecord, RunScores } from '../../../core/runs/types.ts';
import { lineStyle } from './line-styles.ts';
import type { ChartLine, ChartPoint } from './overlay-chart.tsx';

/** Points on either side in the running mean of the loss. */
const REACH = 5;

const rocs = new WeakMap<RunScores, readonly ChartPoint[]>();

export function rocPoints(scores: RunScores): readonly ChartPoint[] {
  const known = rocs.get(scores);
  if (known) return known;
  const labels = scores.images.map(({ label }) => label === 'anomalous');
  const curve = rocCurve(scores.evaluations.at(-1)?.test ?? [], labels);
  const points = curve
    ? decimate(
        Array.from(curve.fpr, (x, i) => ({ x, y: curve.tpr[i] })),
        300,
      )
    : [];
  rocs.set(scores, points);
  return points;
}

export function lossPoints({ curve }: RunRecord): readonly ChartPoint[] {
  return curve.steps.map((x, i) => {
    const reach = Math.min(REACH, i, curve.loss.length - 1 - i);
    const around = curve.loss.slice(i - reach, i + reach + 1);
    return { x, y: around.reduce((sum, value) => sum + value, 0) / around.length };
  });
}

export const aurocPoints = ({ metrics }: RunRecord): readonly ChartPoint[] =>
  metrics.flatMap(({ step, auroc }) => (auroc === null ? [] : [{ x: step, y: auroc }]));

/** In the order of choosing; points that are not numbers are left out. */
export function linesOf(
  runs: readonly RunRecord[],
  points: (run: RunRecord) => readonly ChartPoint[],
): readonly ChartLine[] {
  return runs.map((run, i) => ({
    label: run.name,
    style: lineStyle(i),
    points: points(run).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)),
  }));
}
