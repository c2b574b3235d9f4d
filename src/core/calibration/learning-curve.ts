/**
 * Learning curve: AUROC and the threshold's uncertainty against the number of training images, over random subsets, and whether more images
 * would help. Only densities are fitted again; what a network trained on more images would gain is not in it, and the page says so.
 */
import { aurocInterval } from '../metrics/auroc-interval.ts';
import type { Interval } from '../metrics/interval.ts';
import { createRandom } from '../random/random.ts';
import { promiseOf } from './conformal.ts';

/** Parts of the training images, ascending. */
export const CURVE_SHARES = [0.125, 0.25, 0.5, 0.75, 1] as const;
/** Random subsets of each size but the whole. */
export const SUBSETS = 3;

export interface CurvePoint {
  readonly images: number;
  /** Images that the threshold rests on, kept for it or (cross-fit) the training images themselves. */
  readonly basis: number;
  readonly kept: boolean;
  readonly threshold: number;
  readonly testScores: ArrayLike<number>;
}

/** As measured; labels and rates are the page's. */
export interface LearningCurve {
  readonly step: number;
  readonly ids: readonly string[];
  readonly points: readonly CurvePoint[];
}

export interface CurveStep {
  readonly images: number;
  readonly subsets: number;
  /** Mean, smallest and largest over the subsets; null where a class is missing. */
  readonly auroc: { readonly mean: number; readonly low: number; readonly high: number } | null;
  /** Share of the normal test images above each subset's threshold, smallest and largest; null without normal ones. */
  readonly falseAlarms: Interval | null;
  /** Where the true false-alarm rate of a threshold on so many images lies, 95 %. */
  readonly rate: Interval;
}

export interface CurveSummary {
  readonly steps: readonly CurveStep[];
  /** AUROC: what the last doubling of images gave, and whether that is more than subsets differ; null where it cannot be said. */
  readonly gain: {
    readonly from: number;
    readonly to: number;
    readonly by: number;
    readonly real: boolean;
  } | null;
}

/** A random part of `count` images, in ascending order; everything at share 1. */
export function partOf(
  count: number,
  share: number,
  seed: number,
  ...key: readonly (string | number)[]
): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  if (share >= 1 || count === 0) return all;
  const wanted = Math.max(1, Math.round(share * count));
  return createRandom(seed, ...key, count)
    .shuffle(all)
    .slice(0, wanted)
    .sort((a, b) => a - b);
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** @param isAnomalous undefined: the image is no test image any more */
export function summariseCurve(
  { ids, points }: LearningCurve,
  alpha: number,
  isAnomalous: (id: string) => boolean | undefined,
): CurveSummary {
  const labels = ids.map(isAnomalous);
  const there = labels.flatMap((label, i) => (label === undefined ? [] : [i]));
  const anomalous = there.map((i) => labels[i] === true);
  const normal = there.filter((i) => labels[i] === false);
  const sizes = [...new Set(points.map(({ images }) => images))].sort((a, b) => a - b);
  const steps = sizes.map((images): CurveStep => {
    const own = points.filter((point) => point.images === images);
    const figures = own.flatMap(({ testScores }) => {
      const found = aurocInterval(
        there.map((i) => testScores[i]),
        anomalous,
      );
      return found ? [found.auroc] : [];
    });
    const alarms = own.map(
      ({ testScores, threshold }) => normal.filter((i) => testScores[i] >= threshold).length / normal.length,
    );
    return {
      images,
      subsets: own.length,
      auroc:
        figures.length > 0
          ? { mean: mean(figures), low: Math.min(...figures), high: Math.max(...figures) }
          : null,
      falseAlarms: normal.length > 0 ? { low: Math.min(...alarms), high: Math.max(...alarms) } : null,
      rate: promiseOf(Math.min(...own.map(({ basis }) => basis)), alpha).rate,
    };
  });
  return { steps, gain: gainOf(steps) };
}

/** Below this a gain is not worth photographs. */
const WORTH = 0.005;

function gainOf(steps: readonly CurveStep[]): CurveSummary['gain'] {
  const last = steps.at(-1);
  const half = last && steps.findLast(({ images }) => images <= 0.5 * last.images + 1);
  if (!last?.auroc || !half?.auroc || half === last) return null;
  const by = last.auroc.mean - half.auroc.mean;
  // The whole is better than every subset of half the size: by chance once in four cases, so it must be worth it as well.
  return { from: half.images, to: last.images, by, real: by > WORTH && last.auroc.mean > half.auroc.high };
}
