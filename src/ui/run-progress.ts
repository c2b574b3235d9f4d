/** How far, how fast, how long: what the top bar says about a run, from the numbers that the engine reports. */
import type { Evaluation, RunPlan } from '../worker/protocol.ts';

export interface RunPace {
  readonly stepsPerSecond: number;
  readonly imagesPerSecond: number;
  readonly msLeft: number;
}

export interface PaceInput {
  readonly step: number;
  readonly totalSteps: number;
  readonly everySteps: number;
  readonly stepMs: number | null;
  readonly plan: RunPlan | null;
  readonly evaluations: readonly Evaluation[];
}

/** Null before anything was measured. Time left counts the evaluations that are still to come. */
export function paceOf({
  step,
  totalSteps,
  everySteps,
  stepMs,
  plan,
  evaluations,
}: PaceInput): RunPace | null {
  const ms = stepMs ?? plan?.measuredStepMs ?? 0;
  if (!plan || ms <= 0) return null;
  const left = Math.max(0, totalSteps - step);
  const regular =
    everySteps > 0 ? Math.floor((totalSteps - 1) / everySteps) - Math.floor(step / everySteps) : 0;
  const evaluationsLeft = left === 0 ? 0 : 1 + Math.max(0, regular);
  const evaluationMs = evaluations.at(-1)?.elapsedMs ?? 0;
  return {
    stepsPerSecond: 1000 / ms,
    imagesPerSecond: (1000 * plan.batchSize) / ms,
    msLeft: left * ms + evaluationsLeft * evaluationMs,
  };
}
