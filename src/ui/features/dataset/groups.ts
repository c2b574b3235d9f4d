/** Images in the order of the grid: training, for the threshold, normal test images, then each defect type by name. */
import type { DatasetItem } from '../../../core/dataset/types.ts';

/** `train`, `calibration`, `normal` or `defect:<type>`. */
export type GroupKey = 'train' | 'calibration' | 'normal' | `defect:${string}`;

export interface ImageGroup {
  readonly key: GroupKey;
  readonly items: readonly DatasetItem[];
}

function groupOf({ role, label, defectType }: DatasetItem): GroupKey {
  if (role !== 'test') return role;
  return label === 'normal' ? 'normal' : `defect:${defectType}`;
}

/** Defect type of a group, or null for normal ones. */
export function typeOfGroup(key: GroupKey): string | null {
  return key.startsWith('defect:') ? key.slice('defect:'.length) : null;
}

const FIRST: readonly GroupKey[] = ['train', 'calibration', 'normal'];
const rank = (key: GroupKey): string => (FIRST.includes(key) ? String(FIRST.indexOf(key)) : `9${key}`);

export function groupImages(items: readonly DatasetItem[]): readonly ImageGroup[] {
  const groups = new Map<GroupKey, DatasetItem[]>();
  for (const item of items) {
    const key = groupOf(item);
    const members = groups.get(key);
    if (members) members.push(item);
    else groups.set(key, [item]);
  }
  return [...groups]
    .map(([key, members]) => ({ key, items: members }))
    .sort((a, b) => (rank(a.key) < rank(b.key) ? -1 : 1));
}

export type GridRow =
  | { readonly kind: 'heading'; readonly group: ImageGroup }
  /** Places `first` to `first + items.length - 1` of all shown images. */
  | { readonly kind: 'images'; readonly first: number; readonly items: readonly DatasetItem[] };

export interface GridModel {
  readonly rows: readonly GridRow[];
  /** All shown images in order. */
  readonly items: readonly DatasetItem[];
}

/** Rows of `columns` thumbnails under the headings of their groups. */
export function layOutRows(groups: readonly ImageGroup[], columns: number): GridModel {
  const rows: GridRow[] = [];
  const items: DatasetItem[] = [];
  for (const group of groups) {
    rows.push({ kind: 'heading', group });
    for (let i = 0; i < group.items.length; i += columns) {
      const part = group.items.slice(i, i + columns);
      rows.push({ kind: 'images', first: items.length, items: part });
      items.push(...part);
    }
  }
  return { rows, items };
}

/** Index of the row that shows the image at `place`. */
export function rowOfPlace(rows: readonly GridRow[], place: number): number {
  return rows.findIndex(
    (row) => row.kind === 'images' && place >= row.first && place < row.first + row.items.length,
  );
}

/**
 * The place that an arrow key leads to. Up and down go to the nearest column of the next row with images; at an edge the
 * place stays.
 */
export function movePlace(rows: readonly GridRow[], place: number, key: string): number {
  const at = rowOfPlace(rows, place);
  const row = rows[at];
  if (row?.kind !== 'images') return place;
  const step = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  if (step === 0) {
    const last = rows.findLast((one) => one.kind === 'images');
    const count = last?.kind === 'images' ? last.first + last.items.length : 0;
    const moved = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: count - 1 }[key] ?? place;
    return Math.min(count - 1, Math.max(0, moved));
  }
  for (let i = at + step; i >= 0 && i < rows.length; i += step) {
    const next = rows[i];
    if (next.kind === 'images') return next.first + Math.min(place - row.first, next.items.length - 1);
  }
  return place;
}
