/**
 * Image metrics by defect type, each against ALL normal images. Pixel metrics by type and image: `pixel-report.ts`.
 */
import { averagePrecision } from './precision-recall.ts';
import type { Labels } from './ranking.ts';
import { auroc } from './roc.ts';

export interface TypeScores {
  readonly defectType: string;
  /** Anomalous images of this type. */
  readonly count: number;
  readonly auroc: number | null;
  readonly averagePrecision: number | null;
}

/** Defect types of the anomalous images in alphabetical order, each with its images and every normal one. */
export function groupsByType(labels: Labels, types: readonly string[]): Map<string, number[]> {
  const names = [...new Set(types.filter((_, i) => labels[i]))].sort();
  return new Map(
    names.map((name) => [name, types.flatMap((type, i) => (!labels[i] || type === name ? [i] : []))]),
  );
}

/** Image metrics of each defect type against all normal images. */
export function scoresByType(
  scores: ArrayLike<number>,
  labels: Labels,
  types: readonly string[],
): readonly TypeScores[] {
  return [...groupsByType(labels, types)].map(([defectType, indices]) => {
    const own = indices.map((i) => scores[i]);
    const flags = indices.map((i) => Boolean(labels[i]));
    return {
      defectType,
      count: flags.filter(Boolean).length,
      auroc: auroc(own, flags),
      averagePrecision: averagePrecision(own, flags),
    };
  });
}
