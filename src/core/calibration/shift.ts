/**
 * Shift seen: whether normal test images are drawn like the training images, by rank tests of numbers that need no model and of the scores
 * themselves. And whether one such number alone separates normal from anomalous test images: then an AUROC says little of the method.
 */
import { aurocInterval } from '../metrics/auroc-interval.ts';
import { midranks } from '../metrics/delong.ts';
import { normalCdf } from '../metrics/normal-law.ts';
import { quantile } from '../metrics/quantile.ts';
import { STATISTICS, type ImageStatistics, type Statistic } from './image-statistics.ts';

/** Fewer images of a kind say nothing about a shift. */
export const FEWEST_COMPARED = 5;
/** Chance of a warning without a shift, over all numbers that are compared together. */
const FALSE_WARNINGS = 0.005;

/**
 * Two-sided p of Mann and Whitney's rank test, by the normal law with corrections for ties and continuity (SciPy's `asymptotic`); 1 where
 * all values are equal.
 */
export function rankTest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length + b.length;
  const all = [...Array.from(a), ...Array.from(b)];
  const ranks = midranks(all);
  let rankSum = 0;
  for (let i = 0; i < a.length; i++) rankSum += ranks[i];
  const u = rankSum - (a.length * (a.length + 1)) / 2;
  const counts = new Map<number, number>();
  for (const rank of ranks) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  let ties = 0;
  for (const count of counts.values()) ties += count ** 3 - count;
  const variance = ((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1)));
  if (!(variance > 0)) return 1;
  const away = Math.abs(u - (a.length * b.length) / 2) - 0.5;
  return Math.min(1, 2 * normalCdf(-Math.max(0, away) / Math.sqrt(variance)));
}

export interface Shift {
  readonly of: Statistic | 'score';
  /** Medians of the training (or calibration) and of the normal test images. */
  readonly from: number;
  readonly to: number;
  readonly pValue: number;
}

export interface ShiftInput {
  readonly train: readonly ImageStatistics[];
  readonly testNormal: readonly ImageStatistics[];
  /** Scores of images that the network has not seen, and of normal test images; null where there are none to compare. */
  readonly scores: { readonly kept: ArrayLike<number>; readonly testNormal: ArrayLike<number> } | null;
}

export interface ShiftReport {
  /** False with fewer than five images of a kind: nothing can be said then. */
  readonly judged: boolean;
  /** Most striking first. */
  readonly shifts: readonly Shift[];
}

/** What differs, with at most one false warning in 200 data sets without a shift (Bonferroni over the numbers compared). */
export function findShifts({ train, testNormal, scores }: ShiftInput): ShiftReport {
  if (Math.min(train.length, testNormal.length) < FEWEST_COMPARED) return { judged: false, shifts: [] };
  const columns = STATISTICS.map((name) => ({
    of: name as Shift['of'],
    a: train.map((one) => one[name]) as ArrayLike<number>,
    b: testNormal.map((one) => one[name]) as ArrayLike<number>,
  }));
  if (scores && Math.min(scores.kept.length, scores.testNormal.length) >= FEWEST_COMPARED)
    columns.push({ of: 'score', a: scores.kept, b: scores.testNormal });
  const shifts = columns
    .map(({ of, a, b }) => ({ of, from: quantile(a, 0.5), to: quantile(b, 0.5), pValue: rankTest(a, b) }))
    .filter(({ pValue }) => pValue * columns.length < FALSE_WARNINGS)
    .sort((x, y) => x.pValue - y.pValue);
  return { judged: true, shifts };
}

/** Numbers that one has without opening a picture; null where it came as no file. */
export interface FileNumbers {
  readonly fileSize: number;
  /** Pixels of the picture as it came. */
  readonly imageSize: number;
}

export const FILE_NUMBERS = ['fileSize', 'imageSize'] as const satisfies readonly (keyof FileNumbers)[];

export interface TrivialSeparation {
  readonly of: Statistic | keyof FileNumbers;
  /** AUROC of this number alone, in the direction that is above one half. */
  readonly auroc: number;
  readonly low: number;
}

/** From here on a number that needs no model is told, if its interval does not reach down to the second. */
const SEPARATES = 0.95;
const SURELY = 0.8;

/** Numbers that separate normal from anomalous test images by themselves, the strongest first. */
export function trivialSeparations(
  normal: readonly ImageStatistics[],
  anomalous: readonly ImageStatistics[],
): readonly TrivialSeparation[] {
  return separations(STATISTICS, normal, anomalous);
}

/** The same of the files that the pictures came from. */
export const fileSeparations = (normal: readonly FileNumbers[], anomalous: readonly FileNumbers[]) =>
  separations(FILE_NUMBERS, normal, anomalous);

function separations<K extends TrivialSeparation['of']>(
  names: readonly K[],
  normal: readonly Readonly<Record<K, number>>[],
  anomalous: readonly Readonly<Record<K, number>>[],
): TrivialSeparation[] {
  const labels = [...normal.map(() => false), ...anomalous.map(() => true)];
  return names
    .flatMap((of) => {
      const values = [...normal, ...anomalous].map((one) => one[of]);
      const found = [values, values.map((value) => -value)]
        .map((scores) => aurocInterval(scores, labels))
        .find((one) => one !== null && one.auroc >= 0.5);
      return found && found.auroc >= SEPARATES && found.low >= SURELY
        ? [{ of, auroc: found.auroc, low: found.low }]
        : [];
    })
    .sort((a, b) => b.auroc - a.auroc);
}
