/** LabelMe: one JSON file an image, with shapes (polygons, rectangles, circles), and flags for whole images. */
import { meaningOf } from '../reading/words.ts';
import { NOTHING, type Annotation, type Shape } from './types.ts';
import { isFiniteList, isObject, list, numbers, objects, size, text, type Json } from './values.ts';

export const isLabelMe = (value: Json): boolean => Array.isArray(value.shapes) && 'imagePath' in value;

function shapeOf({ points, shape_type: type }: Json): Shape[] {
  const corners = list(points).map(numbers);
  const flat = corners.flat();
  if (!isFiniteList(flat) || corners.length < 2) return [];
  const [[ax, ay], [bx, by]] = corners;
  if (type === 'rectangle') {
    const [x, y] = [Math.min(ax, bx), Math.min(ay, by)];
    return [{ kind: 'box', x, y, width: Math.abs(bx - ax), height: Math.abs(by - ay) }];
  }
  if (type === 'circle') {
    const r = Math.hypot(bx - ax, by - ay);
    return [{ kind: 'ellipse', x: ax, y: ay, rx: r, ry: r }];
  }
  return corners.length >= 3 ? [{ kind: 'polygon', points: flat }] : [];
}

export function readLabelMe(value: Json): Annotation[] {
  const defects = objects(value.shapes).filter(({ label }) => meaningOf(text(label)).side !== 'normal');
  const flags = Object.entries(isObject(value.flags) ? value.flags : {}).filter(([, on]) => on === true);
  const flagged = flags.some(([name]) => meaningOf(name).side === 'defect');
  return [
    {
      ...NOTHING,
      image: text(value.imagePath),
      widthPx: size(value.imageWidth),
      heightPx: size(value.imageHeight),
      shapes: defects.flatMap(shapeOf),
      types: [...new Set(defects.map(({ label }) => text(label)))],
      side: defects.length > 0 || flagged ? 'defect' : 'normal',
    },
  ];
}
