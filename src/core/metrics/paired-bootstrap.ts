/**
 * Percentile bootstrap of the difference of two AUROCs on the same images: each draw redraws images (normal and anomalous ones
 * separately) and scores both runs on the same draw, so that what they share cancels out.
 */
import { createRandom } from '../random/random.ts';
import { percentileInterval, weightedAuroc } from './bootstrap.ts';
import { requireFiniteScores } from './finite.ts';
import type { Interval } from './interval.ts';
import { descendingOrder, type Labels } from './ranking.ts';

/** Draws between two pauses. */
const DRAWS_PER_PART = 50;

/**
 * In parts, for a thread that must not block. Interval of AUROC(first) - AUROC(second); null where a class is missing or no
 * samples are asked for.
 */
export function* pairedBootstrap(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: Labels,
  samples = 2000,
  seed = 0,
  level = 0.95,
): Generator<undefined, Interval | null> {
  requireFiniteScores(first);
  requireFiniteScores(second);
  const groups: [number[], number[]] = [[], []];
  for (let i = 0; i < first.length; i++) groups[labels[i] ? 1 : 0].push(i);
  if (groups[0].length === 0 || groups[1].length === 0 || samples < 1) return null;
  const random = createRandom(seed, 'paired-bootstrap');
  const orders = [descendingOrder(first), descendingOrder(second)];
  const counts = new Uint32Array(first.length);
  const values = new Float64Array(samples);
  for (let s = 0; s < samples; s++) {
    counts.fill(0);
    for (const group of groups)
      for (let i = 0; i < group.length; i++) counts[group[random.int(0, group.length - 1)]]++;
    values[s] =
      weightedAuroc(first, labels, orders[0], counts) - weightedAuroc(second, labels, orders[1], counts);
    if (s % DRAWS_PER_PART === DRAWS_PER_PART - 1) yield;
  }
  return percentileInterval(values, level);
}
