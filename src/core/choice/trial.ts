/** What one task's trial measured: numbers of held-out normal images and of probes made from them. No label of a test image is in what the choice reads. */
import type { Task } from '../augment/tasks.ts';
import type { Interval } from '../metrics/interval.ts';
import type { Probe } from './families.ts';

export interface ProbeScores {
  readonly probe: Probe;
  /** `[images * repeats]`, image-major: probe r of held-out image i stands at `i * repeats + r`. */
  readonly scores: Float64Array;
}

export interface TaskTrial {
  readonly task: Task;
  /** Anomaly scores of normal images that neither the network nor the density has seen, `[images]`; the same images in every trial. */
  readonly heldOut: Float64Array;
  /** All probes, those of the task's own families too. */
  readonly probes: readonly ProbeScores[];
  /** Mean over the last tenth of the steps, and what chance gives. */
  readonly proxyAccuracy: number;
  readonly chance: number;
  /** Of the test images, for those who have labels; the choice does not read them. */
  readonly test: Float64Array;
  readonly elapsedMs: number;
}

export interface ProbeResult {
  readonly probe: Probe;
  readonly auroc: number;
  readonly separability: number | null;
  /** Of a family that the task trains on: it does not count. */
  readonly own: boolean;
}

export interface RankedTask {
  readonly task: Task;
  /** Mean AUROC over all families, by those that count; null where none does. */
  readonly score: number | null;
  /** 95 % of the draws. */
  readonly interval: Interval | null;
  /** Share of the draws in which the task is first. */
  readonly first: number;
  readonly probes: readonly ProbeResult[];
  readonly proxyAccuracy: number;
  readonly chance: number;
}

/** Which test images were scored, and the trials in the order of the tasks that were asked for. */
export interface Trials {
  readonly testIds: readonly string[];
  readonly heldOutIds: readonly string[];
  readonly steps: number;
  readonly seed: number;
  readonly trials: readonly TaskTrial[];
  /** Best first (ranking.ts). */
  readonly ranking: readonly RankedTask[];
}

/** What is asked for. */
export interface ChoiceOrder {
  readonly tasks: readonly Task[];
  readonly steps: number;
}
