/** The points of the map with what they stand for: group, shape, colour and picture. */
import type { DatasetItem } from '../../../core/dataset/types.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import type { EmbeddingMapData } from '../../../worker/protocol.ts';

/** Normal images and views are filled marks; defect types are drawn with strokes and differ in them. */
export type Shape =
  'circle' | 'square' | 'triangle' | 'cross' | 'plus' | 'star' | 'bar' | 'dash' | 'diamond' | 'down';

export interface Group {
  readonly kind: 'normal' | 'cutpaste' | 'scar' | 'anomaly';
  /** Defect type; empty for the others. */
  readonly type: string;
  readonly shape: Shape;
  /** A token: what it means has one colour on the whole page. */
  readonly colour: string;
}

export interface MapPoint {
  /** Null for views, which are no images of the data set. */
  readonly id: string | null;
  readonly role: DatasetItem['role'] | null;
  readonly group: Group;
  readonly name: string;
  readonly image: RgbImage;
}

const FIXED = {
  normal: { kind: 'normal', type: '', shape: 'circle', colour: 'var(--normal)' },
  cutpaste: { kind: 'cutpaste', type: '', shape: 'square', colour: 'var(--cutpaste)' },
  scar: { kind: 'scar', type: '', shape: 'triangle', colour: 'var(--scar)' },
} as const satisfies Record<string, Group>;

const ANOMALY_SHAPES: readonly Shape[] = ['cross', 'plus', 'star', 'diamond', 'down', 'bar', 'dash'];

/** In the order of the data's rows. Images that have left the data set have none: null then. */
export function pointsOf(data: EmbeddingMapData, items: readonly DatasetItem[]): MapPoint[] | null {
  const byId = new Map(items.map((item) => [item.id, item]));
  const found = data.ids.map((id) => byId.get(id));
  if (found.some((item) => !item)) return null;
  const types = [
    ...new Set(found.flatMap((item) => (item?.label === 'anomalous' ? [item.defectType] : []))),
  ].sort();
  const anomalies = new Map(
    types.map((type, i): [string, Group] => [
      type,
      {
        kind: 'anomaly',
        type,
        shape: ANOMALY_SHAPES[i % ANOMALY_SHAPES.length],
        colour: 'var(--anomaly)',
      },
    ]),
  );
  const images = (found as DatasetItem[]).map(({ id, role, label, defectType, name, image }): MapPoint => ({
    id,
    role,
    group: label === 'anomalous' ? (anomalies.get(defectType) as Group) : FIXED.normal,
    name,
    image,
  }));
  const { kinds, pixels, sizePx } = data.views;
  const bytes = sizePx * sizePx * 3;
  const views = kinds.map((kind, i): MapPoint => ({
    id: null,
    role: null,
    group: FIXED[kind],
    name: `${kind} ${i + 1}`,
    image: { width: sizePx, height: sizePx, data: pixels.subarray(i * bytes, (i + 1) * bytes) },
  }));
  return [...images, ...views];
}

export function groupsOf(points: readonly MapPoint[]): Group[] {
  return [...new Set(points.map(({ group }) => group))];
}

/** Rows of the normal training images: what the ellipses are fitted to. */
export const normalRows = (points: readonly MapPoint[]): number[] =>
  points.flatMap(({ role, group }, row) => (role === 'train' && group.kind === 'normal' ? [row] : []));

/** Rows of the images with these ids; null where nothing is picked out. */
export function pickedRows(
  points: readonly MapPoint[],
  ids: readonly string[] | null,
): ReadonlySet<number> | null {
  if (!ids) return null;
  const wanted = new Set(ids);
  return new Set(points.flatMap(({ id }, row) => (id !== null && wanted.has(id) ? [row] : [])));
}
