/**
 * Orders of the film strip: by name, by score, by overlap of map and mask, and by how wrong the detector is (distance of the
 * score from the threshold on the wrong side, in units of the normal scores' spread).
 */
import type { DatasetItem } from '../../../core/dataset/types.ts';

export const SORT_ORDERS = ['name', 'score', 'most-wrong', 'iou'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

export interface RankedImage {
  readonly item: DatasetItem;
  /** Position in the evaluation's arrays. */
  readonly index: number;
  readonly score: number;
  /** IoU of the thresholded map with the mask; null without a mask or for normal images. */
  readonly iou: number | null;
  /** Score minus threshold for normal images, threshold minus score for anomalous ones: positive means wrong. */
  readonly wrongness: number;
}

/** Positive when the decision at the threshold disagrees with the label. */
export function wrongness(label: DatasetItem['label'], score: number, threshold: number): number {
  return label === 'normal' ? score - threshold : threshold - score;
}

const byName = (a: RankedImage, b: RankedImage) => (a.item.path < b.item.path ? -1 : 1);

/** A sorted copy; ties fall back to the path, so that the order is always the same. */
export function sortImages(images: readonly RankedImage[], order: SortOrder): RankedImage[] {
  const key = (image: RankedImage): number => {
    switch (order) {
      case 'name':
        return 0;
      case 'score':
        return -image.score;
      case 'most-wrong':
        return -image.wrongness;
      case 'iou':
        return image.iou ?? Number.POSITIVE_INFINITY;
      default:
        return order satisfies never;
    }
  };
  return [...images].sort((a, b) => {
    const [ka, kb] = [key(a), key(b)];
    return ka === kb ? byName(a, b) : ka - kb;
  });
}

/** Share of the sorted values that are at most `value`, in [0, 1]; null for no values. */
export function percentileAmong(sorted: ArrayLike<number>, value: number): number | null {
  if (sorted.length === 0) return null;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}
