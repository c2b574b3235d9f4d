/**
 * A threshold with a promise (split conformal prediction: Vovk, Gammerman and Shafer 2005; Angelopoulos and Bates 2023). Normal images
 * that neither the training nor the density has seen are scored; where a new normal image is drawn like them, its p-value is
 * uniform, so that calling it anomalous at p <= alpha is a false alarm in at most a share alpha of cases, whatever the network.
 */
import { betaQuantile } from '../metrics/beta-law.ts';
import { requireFiniteScores } from '../metrics/finite.ts';
import type { Interval } from '../metrics/interval.ts';

/** Rounding of a share such as 1 - 0.95 must not cost an image. */
const ROUNDING = 1e-9;

/** Share of calibration scores at least as high, with one added above and below: (rank + 1) / (n + 1). @param sorted ascending */
export function pValue(score: number, sorted: ArrayLike<number>): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] >= score) high = middle;
    else low = middle + 1;
  }
  return (sorted.length - low + 1) / (sorted.length + 1);
}

/** The smallest false-alarm rate that so many images can promise. */
export const smallestPromise = (images: number): number => 1 / (images + 1);

/** How many images a promise needs at least: 19 for 5 %. */
export const imagesFor = (alpha: number): number => Math.ceil(1 / alpha - 1 - ROUNDING);

export interface FalseAlarmPromise {
  /** Normal images that the threshold rests on. */
  readonly images: number;
  /** The false-alarm rate that was asked for, and the one that is promised: not below what so many images allow. */
  readonly asked: number;
  readonly promised: number;
  readonly smallest: number;
  /** How many of the calibration images are called anomalous. */
  readonly above: number;
  /** Where the true rate of this very threshold lies, 95 %: the law of the order statistic is Beta(above + 1, images - above). */
  readonly rate: Interval;
  /** How many more images would make that range half as wide; null where it would take more than 100,000. */
  readonly toHalve: number | null;
}

/** Images allowed above the threshold: the largest count with (count + 1) / (n + 1) <= alpha; none where alpha asks too much. */
const allowedAbove = (images: number, alpha: number): number =>
  Math.max(0, Math.floor(alpha * (images + 1) + ROUNDING) - 1);

/** 95 % range of the true false-alarm rate of the threshold. `independent`: number of groups, where some images belong together. */
export function rateInterval(images: number, above: number, independent = images): Interval {
  const share = images > 0 ? independent / images : 1;
  const a = (above + 1) * share;
  const b = (images - above) * share;
  return images === 0
    ? { low: 0, high: 1 }
    : { low: betaQuantile(0.025, a, b), high: betaQuantile(0.975, a, b) };
}

const MOST_MORE = 100_000;

function imagesToHalve(images: number, alpha: number): number | null {
  const width = (n: number) => {
    const { low, high } = rateInterval(n, allowedAbove(n, alpha));
    return high - low;
  };
  const wanted = width(images) / 2;
  let low = images;
  let high = Math.max(1, images);
  while (width(high) > wanted) {
    low = high;
    high *= 2;
    if (high - images > 2 * MOST_MORE) return null;
  }
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (width(middle) > wanted) low = middle;
    else high = middle;
  }
  return high - images <= MOST_MORE ? high - images : null;
}

/** What a threshold on so many images promises. */
export function promiseOf(images: number, alpha: number, independent = images): FalseAlarmPromise {
  const smallest = smallestPromise(images);
  const promised = Math.max(alpha, smallest);
  const above = allowedAbove(images, promised);
  return {
    images,
    asked: alpha,
    promised,
    smallest,
    above,
    rate: rateInterval(images, above, independent),
    toHalve: imagesToHalve(images, promised),
  };
}

/** The next number above a finite one, as doubles go. */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(1);
  const number = new Float64Array(bits.buffer);
  number[0] = value;
  bits[0] += value > 0 ? 1n : -1n;
  return number[0];
}

/**
 * The threshold with score >= threshold exactly where p <= alpha (or, where alpha asks more than n images can promise, where p is the
 * smallest there is). Infinity without images.
 * @throws PlaygroundError `scores-not-finite`
 */
export function conformalThreshold(scores: ArrayLike<number>, alpha: number): number {
  requireFiniteScores(scores);
  if (scores.length === 0) return Infinity;
  const sorted = Float64Array.from(scores).sort();
  const above = allowedAbove(sorted.length, Math.max(alpha, smallestPromise(sorted.length)));
  return nextUp(sorted[sorted.length - 1 - above]);
}
