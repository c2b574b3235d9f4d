/**
 * Pixel metrics of a whole test set at once: over all images, by defect type (each against all normal images) and by image. The pixels of
 * each type are sorted once and every union is merged from the sorted parts, so the types cost little more than the whole.
 */
import { mergePixels, sortPixels, sweepPixels, type PixelInput, type PixelScores } from './pixel-metrics.ts';

export interface PixelReportInput extends PixelInput {
  /** Defect type of image i, or null for a normal image (which then has no mask). */
  typeAt(index: number): string | null;
}

export interface PixelReport {
  readonly all: PixelScores | null;
  /** In alphabetical order. */
  readonly byType: readonly {
    readonly defectType: string;
    /** Images with a mask. */
    readonly count: number;
    readonly scores: PixelScores | null;
  }[];
  /** In the order of the images; null for images without a defect. */
  readonly byImage: readonly (PixelScores | null)[];
}

export function pixelReport(input: PixelReportInput): PixelReport {
  const { count, threshold, maxFpr } = input;
  // Maps are made on demand: each is needed twice where its image has a mask.
  const maps = new Map<number, Float32Array>();
  const byImage: (PixelScores | null)[] = [];
  for (let index = 0; index < count; index++) {
    if (!input.maskAt(index)) {
      byImage.push(null);
      continue;
    }
    const map = input.mapAt(index);
    maps.set(index, map);
    const alone = sortPixels({ ...input, count: 1, mapAt: () => map, maskAt: () => input.maskAt(index) });
    byImage.push(sweepPixels(alone, threshold, maxFpr));
  }
  const sorted = (indices: readonly number[]) =>
    sortPixels({
      ...input,
      count: indices.length,
      mapAt: (i) => maps.get(indices[i]) ?? input.mapAt(indices[i]),
      maskAt: (i) => input.maskAt(indices[i]),
    });
  const groups = new Map<string | null, number[]>([[null, []]]);
  for (let index = 0; index < count; index++) {
    const type = input.typeAt(index);
    groups.set(type, [...(groups.get(type) ?? []), index]);
  }
  const normal = sorted(groups.get(null) as number[]);
  const types = [...groups.keys()].filter((type) => type !== null).sort();
  const parts = types.map((type) => sorted(groups.get(type) as number[]));
  const defects = parts.reduce(mergePixels, sorted([]));
  return {
    all: sweepPixels(mergePixels(normal, defects), threshold, maxFpr),
    byType: types.map((defectType, t) => ({
      defectType,
      count: (groups.get(defectType) as number[]).length,
      scores: sweepPixels(mergePixels(normal, parts[t]), threshold, maxFpr),
    })),
    byImage,
  };
}
