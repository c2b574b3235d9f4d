/** Which test images stand behind a cell of the confusion matrix or a point of the ROC, and the orders of the image list. */
import { memoLast } from './memo.ts';
import type { ScoredSet, TestResult } from './selectors.ts';

export type Cell = 'tp' | 'fp' | 'tn' | 'fn';
export type ImageOrder = 'most-anomalous' | 'most-normal' | 'most-wrong';

/** The cell of an image at a threshold; at or above it an image is called anomalous. */
export function cellOf(anomalous: boolean, score: number, threshold: number): Cell {
  const called = score >= threshold;
  if (anomalous) return called ? 'tp' : 'fn';
  return called ? 'fp' : 'tn';
}

export function idsOfCell(results: readonly TestResult[], threshold: number, cell: Cell): readonly string[] {
  return results
    .filter((result) => cellOf(result.anomalous, result.score, threshold) === cell)
    .map((result) => result.item.id);
}

/** Images called anomalous at a threshold. */
export function idsAtOrAbove(set: ScoredSet, threshold: number): readonly string[] {
  return set.ids.filter((_, i) => set.scores[i] >= threshold);
}

/** How far an image lies on the wrong side of the threshold; negative on the right side. */
function wrongness(result: TestResult, threshold: number): number {
  return result.anomalous ? threshold - result.score : result.score - threshold;
}

/** Ties keep the order of the evaluation. The threshold matters for 'most-wrong' only. */
export function orderResults(
  results: readonly TestResult[],
  order: ImageOrder,
  threshold: number,
): readonly TestResult[] {
  const key = (result: TestResult): number => {
    switch (order) {
      case 'most-anomalous':
        return -result.score;
      case 'most-normal':
        return result.score;
      case 'most-wrong':
        return -wrongness(result, threshold);
      default:
        return order satisfies never;
    }
  };
  return results.toSorted((a, b) => key(a) - key(b) || a.index - b.index);
}

/** The rows of the list: filtered, then ordered. */
export const listedResults = memoLast(
  (
    results: readonly TestResult[],
    filter: readonly string[] | null,
    order: ImageOrder,
    threshold: number,
  ): readonly TestResult[] => {
    const wanted = filter && new Set(filter);
    const kept = wanted ? results.filter((result) => wanted.has(result.item.id)) : results;
    return orderResults(kept, order, threshold);
  },
);
