/**
 * Percentile bootstrap of the AUROC. Stratified: normal and anomalous images are redrawn separately, because a test set's
 * composition is chosen, not random, and every draw then has an AUROC. A draw is a count per image, so that the scores are
 * ranked once and each draw costs one pass.
 */
import { createRandom } from '../random/random.ts';
import { quantileOfSorted } from './quantile.ts';
import { descendingOrder, type Labels } from './ranking.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** AUROC of a sample in which image i (in the order of `order`, descending scores) occurs counts[i] times. */
export function weightedAuroc(
  scores: ArrayLike<number>,
  labels: Labels,
  order: Uint32Array,
  counts: ArrayLike<number>,
): number {
  let anomalous = 0;
  let normal = 0;
  let twiceArea = 0;
  for (let i = 0; i < order.length;) {
    let tieAnomalous = 0;
    let tieNormal = 0;
    const score = scores[order[i]];
    for (; i < order.length && scores[order[i]] === score; i++) {
      if (labels[order[i]]) tieAnomalous += counts[order[i]];
      else tieNormal += counts[order[i]];
    }
    twiceArea += tieNormal * (2 * anomalous + tieAnomalous);
    anomalous += tieAnomalous;
    normal += tieNormal;
  }
  return twiceArea / (2 * anomalous * normal);
}

/** Percentile interval of `values`: numpy's linear quantiles at (1 - level) / 2 and (1 + level) / 2. */
export function percentileInterval(values: ArrayLike<number>, level = 0.95): Interval {
  const sorted = Float64Array.from(values).sort();
  return {
    low: quantileOfSorted(sorted, (1 - level) / 2),
    high: quantileOfSorted(sorted, (1 + level) / 2),
  };
}

/** Seeded stratified bootstrap. Null where a class is missing or no samples are asked for. */
export function bootstrapAurocInterval(
  scores: ArrayLike<number>,
  labels: Labels,
  samples = 2000,
  seed = 0,
  level = 0.95,
): Interval | null {
  const run = bootstrapAuroc(scores, labels, samples, seed, level);
  for (;;) {
    const { done, value } = run.next();
    if (done) return value ?? null;
  }
}

/** Draws between two pauses of `bootstrapAuroc`. */
const DRAWS_PER_PART = 100;

/** The same in parts, for a thread that must not block: yields after every 100 draws, returns the interval. */
export function* bootstrapAuroc(
  scores: ArrayLike<number>,
  labels: Labels,
  samples: number,
  seed: number,
  level = 0.95,
): Generator<undefined, Interval | null> {
  const groups: [number[], number[]] = [[], []];
  for (let i = 0; i < scores.length; i++) groups[labels[i] ? 1 : 0].push(i);
  if (groups[0].length === 0 || groups[1].length === 0 || samples < 1) return null;
  const random = createRandom(seed, 'bootstrap-auroc');
  const order = descendingOrder(scores);
  const counts = new Uint32Array(scores.length);
  const values = new Float64Array(samples);
  for (let s = 0; s < samples; s++) {
    counts.fill(0);
    for (const group of groups)
      for (let i = 0; i < group.length; i++) counts[group[random.int(0, group.length - 1)]]++;
    values[s] = weightedAuroc(scores, labels, order, counts);
    if (s % DRAWS_PER_PART === DRAWS_PER_PART - 1) yield;
  }
  return percentileInterval(values, level);
}
