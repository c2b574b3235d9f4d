/**
 * The same metrics by defect type and by image. A defect type is judged against ALL normal images; an image is judged alone.
 */
import { averagePrecision } from './precision-recall.ts';
import { pixelMetrics, type PixelInput, type PixelScores } from './pixel-metrics.ts';
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

/** Pixel metrics of some of the images. */
export function pixelMetricsOf(input: PixelInput, indices: readonly number[]): PixelScores | null {
  return pixelMetrics({
    ...input,
    count: indices.length,
    mapAt: (i) => input.mapAt(indices[i]),
    maskAt: (i) => input.maskAt(indices[i]),
  });
}

/** Pixel metrics of each defect type against all normal images. */
export function pixelMetricsByType(
  input: PixelInput,
  labels: Labels,
  types: readonly string[],
): ReadonlyMap<string, PixelScores | null> {
  return new Map(
    [...groupsByType(labels, types)].map(([type, indices]) => [type, pixelMetricsOf(input, indices)]),
  );
}

/** Pixel metrics of each image alone; null for images without a defect. */
export function pixelMetricsByImage(input: PixelInput): readonly (PixelScores | null)[] {
  return Array.from({ length: input.count }, (_, i) => pixelMetricsOf(input, [i]));
}
