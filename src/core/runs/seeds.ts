/**
 * Runs that differ in their seed only: mean and standard error over the seeds, as in the paper's tables, and their ensemble. Scores of
 * different networks have different scales: each is standardised by the held-out scores of its own training images.
 */
import { auroc } from '../metrics/roc.ts';
import { keyWithoutSeed } from './config-leaves.ts';
import { lastMetrics, type RunRecord, type RunScores } from './types.ts';

export interface SeedGroup {
  readonly key: string;
  /** Newest first. */
  readonly runs: readonly RunRecord[];
}

/** Finished runs with the same images and configuration; in order of their newest run. */
export function groupBySeed(runs: readonly RunRecord[]): readonly SeedGroup[] {
  const groups = new Map<string, RunRecord[]>();
  for (const run of [...runs].sort((a, b) => b.startedAt - a.startedAt)) {
    if (run.state !== 'finished') continue;
    const key = `${run.dataset.fingerprint} ${keyWithoutSeed(run.config)}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups].map(([key, members]) => ({ key, runs: members }));
}

export interface MeanWithError {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation (n - 1) over the root of n; null for one value. */
  readonly standardError: number | null;
}

/** Null without values. */
export function meanWithError(values: readonly number[]): MeanWithError | null {
  const count = values.length;
  if (count === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { count, mean, standardError: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, standardError: Math.sqrt(squares / (count - 1) / count) };
}

/** Of one figure of the last evaluations, where it is known. The same seed twice counts once (the newest). */
export function overSeeds(
  group: SeedGroup,
  figure: 'auroc' | 'averagePrecision' | 'pixelAuroc' | 'aupro' = 'auroc',
): MeanWithError | null {
  const bySeed = new Map<number, number>();
  for (const run of group.runs) {
    const value = lastMetrics(run)?.[figure] ?? null;
    if (value !== null && !bySeed.has(run.config.seed)) bySeed.set(run.config.seed, value);
  }
  return meanWithError([...bySeed.values()]);
}

/** (score - mean) / standard deviation of the held-out scores; without a spread only the mean is taken off. */
export function standardise(test: Float64Array, heldOut: Float64Array): Float64Array {
  const n = heldOut.length;
  const mean = n > 0 ? heldOut.reduce((sum, value) => sum + value, 0) / n : 0;
  const variance = n > 1 ? heldOut.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) : 0;
  const deviation = variance > 0 ? Math.sqrt(variance) : 1;
  return test.map((score) => (score - mean) / deviation);
}

export interface Ensemble {
  /** Mean standardised score of each image. */
  readonly scores: Float64Array;
  readonly auroc: number | null;
  readonly members: number;
}

/** Of the last evaluations; null where a run was not evaluated or the images differ. */
export function ensemble(runs: readonly RunScores[]): Ensemble | null {
  const [first] = runs;
  if (!first) return null;
  const sum = new Float64Array(first.images.length);
  for (const run of runs) {
    const last = run.evaluations.at(-1);
    if (!last || run.images.length !== first.images.length) return null;
    if (
      run.images.some(({ path, hash }, i) => path !== first.images[i].path || hash !== first.images[i].hash)
    )
      return null;
    standardise(last.test, last.heldOut).forEach((score, i) => (sum[i] += score / runs.length));
  }
  const labels = first.images.map(({ label }) => label === 'anomalous');
  return { scores: sum, auroc: auroc(sum, labels), members: runs.length };
}
