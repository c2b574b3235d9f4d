/** VGG Image Annotator: regions by image, in its project files and its exports. */
import { meaningOf } from '../reading/words.ts';
import { NOTHING, type Annotation, type Shape } from './types.ts';
import { isFiniteList, isObject, numbers, objects, text, type Json } from './values.ts';

const imagesOf = (value: Json): readonly Json[] =>
  Object.values(isObject(value._via_img_metadata) ? value._via_img_metadata : value).filter(
    (one): one is Json => isObject(one) && 'filename' in one && 'regions' in one,
  );

export const isVia = (value: Json): boolean => imagesOf(value).length > 0;

function shapeOf({ shape_attributes: shape }: Json): Shape[] {
  if (!isObject(shape)) return [];
  const value = (name: string): number => Number(shape[name]);
  const made = ((): Shape | null => {
    switch (shape.name) {
      case 'polygon':
      case 'polyline': {
        const ys = numbers(shape.all_points_y);
        return { kind: 'polygon', points: numbers(shape.all_points_x).flatMap((x, i) => [x, ys[i]]) };
      }
      case 'rect':
        return { kind: 'box', x: value('x'), y: value('y'), width: value('width'), height: value('height') };
      case 'circle':
        return { kind: 'ellipse', x: value('cx'), y: value('cy'), rx: value('r'), ry: value('r') };
      case 'ellipse':
        return { kind: 'ellipse', x: value('cx'), y: value('cy'), rx: value('rx'), ry: value('ry') };
      default:
        return null;
    }
  })();
  if (made === null) return [];
  const all =
    made.kind === 'polygon' ? made.points : Object.values(made).filter((one) => typeof one === 'number');
  return isFiniteList(all) ? [made] : [];
}

const namesOf = ({ region_attributes: attributes }: Json): string[] =>
  isObject(attributes)
    ? Object.values(attributes)
        .map(text)
        .filter((name) => name !== '')
    : [];

export function readVia(value: Json): Annotation[] {
  return imagesOf(value).map(({ filename, regions }): Annotation => {
    const all = isObject(regions) ? Object.values(regions).filter(isObject) : objects(regions);
    const defects = all.filter(
      (region) => !namesOf(region).some((name) => meaningOf(name).side === 'normal'),
    );
    return {
      ...NOTHING,
      image: text(filename),
      shapes: defects.flatMap(shapeOf),
      types: [...new Set(defects.flatMap((region) => namesOf(region).slice(0, 1)))],
      side: defects.length > 0 ? 'defect' : 'normal',
    };
  });
}
