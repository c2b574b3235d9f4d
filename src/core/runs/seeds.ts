/**
 * Runs that differ in their seed only: mean, standard error (as in the paper's tables) and t-interval over the seeds, and their ensemble
 * with its interval. Scores of different networks have different scales: each is standardised by the held-out scores of its own training images.
 */
import { standardise } from '../metrics/standardise.ts';
import { aurocInterval, type AurocWithInterval } from '../metrics/auroc-interval.ts';
import { studentQuantile } from '../metrics/beta-law.ts';
import { allFinite } from '../metrics/finite.ts';
import type { Interval } from '../metrics/interval.ts';
import { keyWithoutSeed } from './config-leaves.ts';
import { heldTogether } from './compare.ts';
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
  /** In the order given. */
  readonly values: readonly number[];
  readonly count: number;
  readonly mean: number;
  /** Standard deviation (n - 1) over the root of n; null for one value. */
  readonly standardError: number | null;
  /** 95 % of Student's t with n - 1 degrees of freedom, cut to [0, 1] (figures are shares); null for fewer than three values. */
  readonly interval: Interval | null;
}

/** Null without values. */
export function meanWithError(values: readonly number[]): MeanWithError | null {
  const count = values.length;
  if (count === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { values, count, mean, standardError: null, interval: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (count - 1) / count);
  return { values, count, mean, standardError, interval: tInterval(mean, standardError, count) };
}

/** Equal values do not say that a fourth seed gives the same: no interval then, the points speak. */
function tInterval(mean: number, error: number, count: number): Interval | null {
  if (count < 3 || error === 0) return null;
  const reach = studentQuantile(0.975, count - 1) * error;
  return { low: Math.max(0, mean - reach), high: Math.min(1, mean + reach) };
}

const share = (value: number): string => value.toFixed(3);

/**
 * `0.912 ± 0.004 [0.895, 0.929]`: mean, standard error and t-interval; where there is no such interval the values themselves,
 * `0.912 (0.908, 0.916)`. A bare ± would be read as an interval.
 */
export function meanText(found: MeanWithError | null): string {
  if (!found) return '–';
  const { mean, standardError, interval, values } = found;
  if (standardError === null) return share(mean);
  if (!interval) return `${share(mean)} (${values.map(share).join(', ')})`;
  return `${share(mean)} ± ${share(standardError)} [${share(interval.low)}, ${share(interval.high)}]`;
}

/** `0.950 [0.871, 0.982]`: a figure with its interval. */
export const intervalText = (found: AurocWithInterval | null | undefined): string =>
  found ? `${share(found.auroc)} [${share(found.low)}, ${share(found.high)}]` : '–';

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

export interface Ensemble {
  /** Mean standardised score of each image. */
  readonly scores: Float64Array;
  /** Null where a class is missing. */
  readonly auroc: AurocWithInterval | null;
  readonly members: number;
}

/** Of the last evaluations; null where a run was not evaluated, the images differ or a score is no number. */
export function ensemble(runs: readonly RunScores[]): Ensemble | null {
  const [first] = runs;
  if (!first) return null;
  const sum = new Float64Array(first.images.length);
  for (const run of runs) {
    const last = run.evaluations.at(-1);
    if (!last || !allFinite(last.test) || run.images.length !== first.images.length) return null;
    if (
      run.images.some(({ path, hash }, i) => path !== first.images[i].path || hash !== first.images[i].hash)
    )
      return null;
    standardise(last.test, last.heldOut).forEach((score, i) => (sum[i] += score / runs.length));
  }
  const labels = first.images.map(({ label }) => label === 'anomalous');
  const groups = heldTogether(first.images.map((_, i) => runs.map(({ images }) => images[i].group)));
  return { scores: sum, auroc: aurocInterval(sum, labels, groups), members: runs.length };
}
