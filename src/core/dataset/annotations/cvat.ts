/** CVAT's XML for images: polygons, boxes, ellipses, masks as run lengths, tags. Only tags and their attributes are read; nothing is resolved. */
import { meaningOf } from '../reading/words.ts';
import { NOTHING, type Annotation, type Shape } from './types.ts';
import { isFiniteList, size } from './values.ts';

export const isCvat = (xml: string): boolean => /<annotations[\s>]/.test(xml) && /<image\s/.test(xml);

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (value: string): string =>
  value
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name]);

type Attributes = ReadonlyMap<string, string>;

const attributesOf = (tag: string): Attributes =>
  new Map(Array.from(tag.matchAll(/([\w:-]+)\s*=\s*"([^"]*)"/g), ([, name, value]) => [name, plain(value)]));

function shapeOf(tag: string, of: Attributes): Shape[] {
  const value = (name: string): number => Number(of.get(name) ?? Number.NaN);
  const all = (name: string, between: RegExp): number[] => (of.get(name) ?? '').split(between).map(Number);
  switch (tag) {
    case 'polygon': {
      const points = all('points', /[;,]/);
      return points.length >= 6 && isFiniteList(points) ? [{ kind: 'polygon', points }] : [];
    }
    case 'box': {
      const [x, y] = [value('xtl'), value('ytl')];
      const [width, height] = [value('xbr') - x, value('ybr') - y];
      return isFiniteList([x, y, width, height]) ? [{ kind: 'box', x, y, width, height }] : [];
    }
    case 'ellipse': {
      const [x, y, rx, ry] = [value('cx'), value('cy'), value('rx'), value('ry')];
      return isFiniteList([x, y, rx, ry]) ? [{ kind: 'ellipse', x, y, rx, ry }] : [];
    }
    case 'mask': {
      const counts = all('rle', /\s*,\s*/);
      const [x, y, width, height] = [value('left'), value('top'), value('width'), value('height')];
      if (!isFiniteList([x, y, width, height, ...counts])) return [];
      return [{ kind: 'runs', counts, x, y, width, height, along: 'rows' }];
    }
    default:
      return [];
  }
}

export function readCvat(xml: string): Annotation[] {
  const images: Annotation[] = [];
  for (const [, head, body = ''] of xml.matchAll(/<image\s([^>]*?)(?:\/>|>([\s\S]*?)<\/image>)/g)) {
    const image = attributesOf(head);
    const marks = Array.from(
      body.matchAll(/<(polygon|box|ellipse|mask|tag|polyline)\s([^>]*)>/g),
      ([, tag, text]) => {
        const attributes = attributesOf(text);
        return { tag, attributes, label: attributes.get('label') ?? '' };
      },
    );
    const defects = marks.filter(({ label }) => meaningOf(label).side !== 'normal');
    images.push({
      ...NOTHING,
      image: image.get('name') ?? '',
      widthPx: size(image.get('width')),
      heightPx: size(image.get('height')),
      shapes: defects.flatMap(({ tag, attributes }) => shapeOf(tag, attributes)),
      types: [...new Set(defects.map(({ label }) => label))],
      side: defects.length > 0 ? 'defect' : 'normal',
    });
  }
  return images;
}
