/** Which test images are pinned, and which ones to begin with. */
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';

const SUGGESTED = 4;

export const usePinnedIds = (): readonly string[] => usePlayground((state) => state.pinnedIds);

/** A normal test image and the first of each of a few defect types: at most four ids. */
export function suggestPins(items: readonly DatasetItem[]): readonly string[] {
  const firsts = new Map<string, DatasetItem>();
  for (const item of items)
    if (item.role === 'test' && !firsts.has(item.defectType)) firsts.set(item.defectType, item);
  const anomalous = ({ label }: DatasetItem) => Number(label === 'anomalous');
  return [...firsts.values()]
    .sort((a, b) => anomalous(a) - anomalous(b))
    .slice(0, SUGGESTED)
    .map(({ id }) => id);
}
