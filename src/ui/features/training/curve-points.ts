/**
 * Step records as chart points: at most 250, with a running mean beside the raw values, because the loss of one small batch says little.
 */
import { decimate } from '../../../core/metrics/decimate.ts';
import { headStepsOf, phaseAt } from '../../../core/schedule/fine-tuning.ts';
import type { Config } from '../../../core/config/schema.ts';
import type { StepRecord } from '../../../worker/protocol.ts';

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  /** Running mean. */
  readonly mean: number;
}

/** The charts are some 300 px wide. */
export const MOST_POINTS = 250;

/** Exponential mean over about a twentieth of the run, at least 5 steps. */
export function curve(
  records: readonly StepRecord[],
  value: 'loss' | 'accuracy',
  limit = MOST_POINTS,
): readonly CurvePoint[] {
  const weight = 1 / Math.max(5, Math.min(50, records.length / 20));
  let mean = records[0]?.[value] ?? 0;
  const points = records.map((record, i) => {
    const y = record[value];
    // The first steps average over what there is.
    mean += Math.max(weight, 1 / (i + 1)) * (y - mean);
    return { x: record.step, y, mean };
  });
  return decimate(points, limit);
}

/** The rates of a whole run in some `limit` points, with the ends of its phases and cycles; `x` is the number of finished steps. */
export function scheduleCurve(
  config: Pick<Config, 'model' | 'training'>,
  limit = 64,
): { x: number; y: number }[] {
  const { steps, warmupSteps, cycles } = config.training;
  const head = headStepsOf(config);
  const stride = Math.max(1, steps / (limit - 2));
  const at = new Set<number>([0, Math.min(warmupSteps, steps), steps]);
  for (let step = 0; step < steps; step += stride) at.add(Math.floor(step));
  const from = head < steps ? head : 0;
  // Where the rate starts again it jumps: the last step before and the first one after.
  for (let cycle = 0; cycle < cycles; cycle++) {
    const start = from + Math.ceil((cycle * (steps - from)) / cycles);
    if (start > 0) at.add(start - 1);
    at.add(start);
  }
  return [...at].sort((a, b) => a - b).map((x) => ({ x, y: rateAfter(config, x) }));
}

/** The rate of the next step when so many are finished; 0 after the last step of a cosine. */
export function rateAfter(config: Pick<Config, 'model' | 'training'>, finished: number): number {
  const { steps, schedule } = config.training;
  if (finished >= steps && schedule === 'cosine') return 0;
  return phaseAt(config, finished).learningRate;
}
