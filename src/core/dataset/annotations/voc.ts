/** Pascal VOC: one XML file an image, an object a mark. Boxes alone say that there is a defect, not where its edge is (as in YOLO's). */
import { meaningOf } from '../reading/words.ts';
import { NOTHING, type Annotation } from './types.ts';

export const isVoc = (xml: string): boolean =>
  /<annotation[\s>]/.test(xml) && /<(filename|object|size)[\s>]/.test(xml);

const inside = (tag: string, xml: string): string =>
  new RegExp(`<${tag}(?:\\s[^>]*)?>([^<]*)</${tag}>`).exec(xml)?.[1].trim() ?? '';

/** @param own the image's name as the annotation file's name gives it, where the file names none. */
export function readVoc(xml: string, own: string): Annotation[] {
  const objects = Array.from(xml.matchAll(/<object(?:\s[^>]*)?>([\s\S]*?)<\/object>/g), ([, body]) =>
    inside('name', body),
  );
  const defects = objects.filter((name) => meaningOf(name).side !== 'normal');
  const types = [...new Set(defects)];
  return [
    {
      ...NOTHING,
      image: inside('filename', xml) || own,
      boxes: defects.length,
      types,
      side: types.length > 0 ? 'defect' : 'normal',
    },
  ];
}
