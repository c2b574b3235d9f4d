/** Supervisely: `image.png.json` with objects (polygons are drawn; rectangles, too; bitmaps only say that there is a defect) and tags. */
import { meaningOf } from '../reading/words.ts';
import { NOTHING, type Annotation, type Shape } from './types.ts';
import { isFiniteList, isObject, list, numbers, objects, size, text, type Json } from './values.ts';

export const isSupervisely = (value: Json): boolean => Array.isArray(value.objects) && isObject(value.size);

function shapesOf({ geometryType, points }: Json): Shape[] {
  const corners = list(isObject(points) ? points.exterior : null).map(numbers);
  const flat = corners.flat();
  if (!isFiniteList(flat) || corners.length < 2) return [];
  if (geometryType === 'polygon') return corners.length >= 3 ? [{ kind: 'polygon', points: flat }] : [];
  if (geometryType !== 'rectangle') return [];
  const [[ax, ay], [bx, by]] = corners;
  return [
    {
      kind: 'box',
      x: Math.min(ax, bx),
      y: Math.min(ay, by),
      width: Math.abs(bx - ax),
      height: Math.abs(by - ay),
    },
  ];
}

/** @param image the image's name: the annotation file's without `.json` */
export function readSupervisely(value: Json, image: string): Annotation[] {
  const defects = objects(value.objects).filter(
    ({ classTitle }) => meaningOf(text(classTitle)).side !== 'normal',
  );
  const tags = objects(value.tags).map(({ name }) => meaningOf(text(name)).side);
  const extent = isObject(value.size) ? value.size : {};
  const marked = defects.length > 0 || tags.includes('defect');
  return [
    {
      ...NOTHING,
      image,
      widthPx: size(extent.width),
      heightPx: size(extent.height),
      shapes: defects.flatMap(shapesOf),
      types: [...new Set(defects.map(({ classTitle }) => text(classTitle)))],
      side: marked ? 'defect' : 'normal',
    },
  ];
}
