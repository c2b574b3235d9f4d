/** YOLO: one text file an image, a line a mark: the class, then a box (centre and size) or the corners of a polygon, as fractions of the image. */
import { meaningOf } from '../reading/words.ts';
import { NOTHING, type Annotation, type Shape } from './types.ts';
import { isFiniteList } from './values.ts';

const LINE = /^\d+(\s+-?[\d.]+(e-?\d+)?){4,}\s*$/i;

/** Whether a text is one: every line that says something is a class and fractions. An empty file marks nothing. */
export function isYolo(text: string): boolean {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .every((line) => LINE.test(line.trim()));
}

/**
 * Boxes alone say that there is a defect, not where its edge is.
 * @param names of the classes by their numbers, where a file beside it gives them; without one every mark is a defect.
 */
export function readYolo(text: string, image: string, names: readonly string[] = []): Annotation {
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length >= 5 && isFiniteList(row))
    .filter(([id]) => meaningOf(names[id] ?? '').side !== 'normal');
  const shapes = rows.flatMap(([, ...points]): Shape[] =>
    points.length >= 6 && points.length % 2 === 0 ? [{ kind: 'polygon', points }] : [],
  );
  return {
    ...NOTHING,
    image,
    fractions: true,
    shapes,
    boxes: rows.length - shapes.length,
    types: [...new Set(rows.flatMap(([id]) => names[id] ?? []))],
    side: rows.length > 0 ? 'defect' : 'normal',
  };
}
