/** A run that waits while something else uses the engine. */
import type { Checkpoint } from '../../worker/protocol.ts';
import type { PlaygroundState } from '../state.ts';

export interface RunAside {
  readonly checkpoint: Checkpoint;
  readonly state: Partial<PlaygroundState>;
  /** Of its record in the list of runs, where it goes on being kept by itself. */
  readonly runId: string | null;
}

/** What the page shows of a run. */
export function runStateOf(state: PlaygroundState): RunAside['state'] {
  const { runConfig, step, records, confusion, stepMs, dataWaitShare, memory } = state;
  const {
    evaluations,
    formerEvaluations,
    looks,
    checkpoints,
    manualThreshold,
    resultFilter,
    trainingStartedAtMs,
  } = state;
  const metrics = { records, confusion, stepMs, dataWaitShare, memory, trainingStartedAtMs };
  const results = { evaluations, formerEvaluations, looks, checkpoints, manualThreshold, resultFilter };
  return { runConfig, step, ...metrics, ...results };
}
