/** Which test images are pinned where nobody has chosen any. */
import { LOOK_EACH_LABEL, partOfTest } from '../core/dataset/part-of-test.ts';
import type { DatasetItem } from '../core/dataset/types.ts';

/** At most `most` ids: two normal test images and defects of as many types as there are, in turns; normal ones first. */
export function suggestPins(items: readonly DatasetItem[], most: number): readonly string[] {
  const test = partOfTest(
    items.filter(({ role }) => role === 'test'),
    LOOK_EACH_LABEL,
  );
  const normal = test.filter(({ label }) => label === 'normal');
  const byType = new Map<string, DatasetItem[]>();
  for (const item of test.filter(({ label }) => label === 'anomalous'))
    byType.set(item.defectType, [...(byType.get(item.defectType) ?? []), item]);
  const rounds = Math.max(0, ...[...byType.values()].map((group) => group.length));
  const defects = Array.from({ length: rounds }, (_, round) =>
    [...byType.values()].flatMap((group) => group[round] ?? []),
  ).flat();
  // Where there are few defects there is room for more that is normal, and the other way about.
  const ofDefects = Math.min(defects.length, most - Math.min(2, normal.length));
  const chosen = [...normal.slice(0, most - ofDefects), ...defects.slice(0, ofDefects)];
  return chosen.map(({ id }) => id);
}
