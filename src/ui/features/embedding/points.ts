/** The points of the map with what they stand for: group, shape, colour and picture. */
import type { DatasetItem } from '../../../core/dataset/types.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import type { EmbeddingMapData } from '../../../worker/protocol.ts';

/** Defect types differ in colour and in the strokes of their mark. */
export type Shape = 'circle' | 'square' | 'triangle' | 'cross' | 'plus' | 'star' | 'bar' | 'dash';

export interface Group {
  readonly kind: 'normal' | 'cutpaste' | 'scar' | 'anomaly';
  /** Defect type; empty for the others. */
  readonly type: string;
  readonly shape: Shape;
  /** A token, or a hue for the second and later types. */
  readonly colour: string;
}

export interface MapPoint {
  readonly group: Group;
  readonly name: string;
  readonly image: RgbImage;
}

const FIXED = {
  normal: { kind: 'normal', type: '', shape: 'circle', colour: 'var(--normal)' },
  cutpaste: { kind: 'cutpaste', type: '', shape: 'square', colour: 'var(--cutpaste)' },
  scar: { kind: 'scar', type: '', shape: 'triangle', colour: 'var(--scar)' },
} as const satisfies Record<string, Group>;

const ANOMALY_COLOURS = ['var(--anomaly)', 'var(--other)', 'var(--text)', 'var(--paste)'];
const ANOMALY_SHAPES: readonly Shape[] = ['cross', 'plus', 'star', 'bar', 'dash'];

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
        colour: ANOMALY_COLOURS[i % ANOMALY_COLOURS.length],
      },
    ]),
  );
  const images = (found as DatasetItem[]).map(({ label, defectType, name, image }): MapPoint => ({
    group: label === 'anomalous' ? (anomalies.get(defectType) as Group) : FIXED.normal,
    name,
    image,
  }));
  const { kinds, pixels, sizePx } = data.views;
  const bytes = sizePx * sizePx * 3;
  const views = kinds.map((kind, i): MapPoint => ({
    group: FIXED[kind],
    name: `${kind} ${i + 1}`,
    image: { width: sizePx, height: sizePx, data: pixels.subarray(i * bytes, (i + 1) * bytes) },
  }));
  return [...images, ...views];
}

export function groupsOf(points: readonly MapPoint[]): Group[] {
  return [...new Set(points.map(({ group }) => group))];
}
