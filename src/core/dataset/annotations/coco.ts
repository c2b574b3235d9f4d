/** COCO: images, annotations with polygons or run lengths, categories. Boxes alone say that there is a defect, not where its edge is. */
import { meaningOf } from '../reading/words.ts';
import { decodeCocoRuns } from './rle.ts';
import { NOTHING, type Annotation, type Shape } from './types.ts';
import { isFiniteList, isObject, list, numbers, objects, size, text, type Json } from './values.ts';

export const isCoco = (value: Json): boolean =>
  Array.isArray(value.images) && Array.isArray(value.annotations);

function shapesOf({ segmentation }: Json): Shape[] {
  if (Array.isArray(segmentation)) {
    return list(segmentation).flatMap((ring): Shape[] => {
      const points = numbers(ring);
      return points.length >= 6 && isFiniteList(points) ? [{ kind: 'polygon', points }] : [];
    });
  }
  if (!isObject(segmentation)) return [];
  const [height, width] = numbers(segmentation.size);
  const counts =
    typeof segmentation.counts === 'string'
      ? decodeCocoRuns(segmentation.counts)
      : numbers(segmentation.counts);
  if (!(width > 0 && height > 0) || !isFiniteList(counts)) return [];
  return [{ kind: 'runs', counts, x: 0, y: 0, width, height, along: 'columns' }];
}

/** @throws RangeError when run lengths are cut */
export function readCoco(value: Json): Annotation[] {
  const names = new Map(objects(value.categories).map(({ id, name }) => [text(id), text(name)]));
  const byImage = new Map<string, Json[]>();
  for (const annotation of objects(value.annotations)) {
    const id = text(annotation.image_id);
    byImage.set(id, [...(byImage.get(id) ?? []), annotation]);
  }
  return objects(value.images).map((image): Annotation => {
    const all = (byImage.get(text(image.id)) ?? []).map((annotation) => ({
      annotation,
      type: names.get(text(annotation.category_id)) ?? '',
    }));
    const defects = all
      .filter(({ type }) => meaningOf(type).side !== 'normal')
      .map(({ annotation, type }) => ({ annotation, type, shapes: shapesOf(annotation) }));
    const boxes = defects.filter(({ annotation, shapes }) => shapes.length === 0 && 'bbox' in annotation);
    return {
      ...NOTHING,
      image: text(image.file_name),
      widthPx: size(image.width),
      heightPx: size(image.height),
      shapes: defects.flatMap(({ shapes }) => shapes),
      boxes: boxes.length,
      types: [...new Set(defects.map(({ type }) => type))],
      side: defects.length > 0 ? 'defect' : 'normal',
    };
  });
}
