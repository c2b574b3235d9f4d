/**
 * Training images that do not look normal: those that densities which had not seen them find strangest, and those whose light or detail
 * lies far from all others. A defect among the training images teaches the density that defects are normal.
 */
import { quantile } from '../metrics/quantile.ts';
import { STATISTICS, type ImageStatistics, type Statistic } from './image-statistics.ts';

/** Every training image with its score by a density that had not seen it, all by one law. */
export interface TrainingRanking {
  /** Whose features: the run's own, or ImageNet's without training. */
  readonly by: 'run' | 'imagenet';
  /** Of the weights that they were made with. */
  readonly step: number;
  readonly ids: readonly string[];
  readonly scores: Float64Array;
}

export interface DoubtfulImage {
  readonly id: string;
  /** By a density that had not seen it. */
  readonly score: number;
  /** The number in which it lies farthest from the others, if far; null where only the score speaks. */
  readonly outlier: Statistic | null;
}

/** A tenth of the images, at least a few to look at. */
export const firstTenth = (images: number): number => Math.min(images, Math.max(4, Math.ceil(images / 10)));

/** Robust standard deviations from the median from which a number is told. */
const FAR = 5;
/** Of a normal law: median absolute deviation times this is the standard deviation. */
const MAD = 1.4826;

/** For each image the number that lies farthest from the median of all, where it is far. */
function outliers(statistics: readonly ImageStatistics[]): (Statistic | null)[] {
  const far = statistics.map(() => ({ of: null as Statistic | null, by: FAR }));
  for (const of of STATISTICS) {
    const values = statistics.map((one) => one[of]);
    const middle = quantile(values, 0.5);
    const spread =
      MAD *
      quantile(
        values.map((value) => Math.abs(value - middle)),
        0.5,
      );
    if (!(spread > 0)) continue;
    values.forEach((value, i) => {
      const by = Math.abs(value - middle) / spread;
      if (by > far[i].by) far[i] = { of, by };
    });
  }
  return far.map(({ of }) => of);
}

/** All scored training images, the strangest first. */
export function rankDoubtful(
  ids: readonly string[],
  heldOutScores: ArrayLike<number>,
  statisticsOf: (id: string) => ImageStatistics | undefined,
): readonly DoubtfulImage[] {
  const known = ids.flatMap((id) => statisticsOf(id) ?? []);
  const far = known.length === ids.length ? outliers(known) : ids.map(() => null);
  return ids
    .map((id, i) => ({ id, score: heldOutScores[i], outlier: far[i] }))
    .sort((a, b) => b.score - a.score);
}
