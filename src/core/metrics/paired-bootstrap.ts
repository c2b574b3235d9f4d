/**
 * Percentile bootstrap of the difference of two AUROCs on the same images: each draw redraws images (normal and anomalous ones
 * separately) and scores both runs on the same draw, so that what they share cancels out. Images that are not independent are redrawn
 * as whole groups (cluster bootstrap, Field and Welsh 2007).
 */
import { createRandom } from '../random/random.ts';
import { percentileInterval, weightedAuroc } from './bootstrap.ts';
import { requireFiniteScores } from './finite.ts';
import type { Interval } from './interval.ts';
import { descendingOrder, type Labels } from './ranking.ts';

/** Draws between two pauses. */
const DRAWS_PER_PART = 50;

export interface PairedBootstrapOptions {
  /** 2,000 where absent. */
  readonly samples?: number;
  readonly seed?: number;
  readonly level?: number;
  /** Group of each image; each stands alone where it is absent. */
  readonly groups?: readonly string[];
}

/**
 * In parts, for a thread that must not block. Interval of AUROC(first) - AUROC(second); null where a class is missing or no
 * samples are asked for.
 */
export function* pairedBootstrap(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: Labels,
  { samples = 2000, seed = 0, level = 0.95, groups }: PairedBootstrapOptions = {},
): Generator<undefined, Interval | null> {
  requireFiniteScores(first);
  requireFiniteScores(second);
  const strata = drawnTogether(labels, groups);
  const has = (anomalous: boolean) => strata.some((stratum) => stratum.holds.has(anomalous));
  if (!has(false) || !has(true) || samples < 1) return null;
  const random = createRandom(seed, 'paired-bootstrap');
  const orders = [descendingOrder(first), descendingOrder(second)];
  const counts = new Uint32Array(first.length);
  const values = new Float64Array(samples);
  for (let s = 0; s < samples; s++) {
    counts.fill(0);
    for (const { clusters } of strata)
      for (let i = 0; i < clusters.length; i++)
        for (const image of clusters[random.int(0, clusters.length - 1)]) counts[image]++;
    values[s] =
      weightedAuroc(first, labels, orders[0], counts) - weightedAuroc(second, labels, orders[1], counts);
    if (s % DRAWS_PER_PART === DRAWS_PER_PART - 1) yield;
  }
  return percentileInterval(values, level);
}

/** Clusters that stand for each other: those of normal images, of anomalous ones, and those that hold both. */
interface Stratum {
  readonly holds: ReadonlySet<boolean>;
  readonly clusters: readonly (readonly number[])[];
}

/** Every draw has both classes, because as many clusters of each stratum are drawn as there are. */
function drawnTogether(labels: Labels, groups?: readonly string[]): readonly Stratum[] {
  const clusters = new Map<string | number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const key = groups ? groups[i] : i;
    const cluster = clusters.get(key);
    if (cluster) cluster.push(i);
    else clusters.set(key, [i]);
  }
  const strata = [new Set([false]), new Set([true]), new Set([false, true])].map((holds) => ({
    holds,
    clusters: [...clusters.values()].filter((cluster) => {
      const own = new Set(cluster.map((i) => Boolean(labels[i])));
      return own.size === holds.size && [...own].every((label) => holds.has(label));
    }),
  }));
  return strata.filter((stratum) => stratum.clusters.length > 0);
}
