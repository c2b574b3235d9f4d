/** A file's annotations, whatever tool wrote it, and the images among the files that they speak of. */
import { fileName, folders, hasImageExtension, stem } from '../paths.ts';
import { meaningOf } from '../reading/words.ts';
import { isCoco, readCoco } from './coco.ts';
import { isCvat, readCvat } from './cvat.ts';
import { isLabelMe, readLabelMe } from './labelme.ts';
import { readList } from './label-table.ts';
import { readRecordLines, readRecords } from './records.ts';
import { isSupervisely, readSupervisely } from './supervisely.ts';
import { readTable } from './tables.ts';
import type { Annotation } from './types.ts';
import { isObject } from './values.ts';
import { isVia, readVia } from './via.ts';
import { isVoc, readVoc } from './voc.ts';
import { isYolo, readYolo } from './yolo.ts';

/** Largest file that is read for annotations. */
export const MOST_ANNOTATION_BYTES = 256 * 2 ** 20;
const KINDS = /\.(json|jsonl|ndjson|xml|csv|tsv|txt|lst)$/i;

/** Files that may hold annotations, by extension. */
export const annotationCandidates = (paths: readonly string[]): number[] =>
  paths.flatMap((path, index) => (KINDS.test(path) ? [index] : []));

function readJson(path: string, value: unknown): Annotation[] {
  if (!isObject(value)) return readRecords(value);
  if (isCoco(value)) return readCoco(value);
  if (isLabelMe(value)) return readLabelMe(value);
  if (isVia(value)) return readVia(value);
  return isSupervisely(value) ? readSupervisely(value, stem(fileName(path))) : readRecords(value);
}

/**
 * The annotations in a file's text; empty for a file of another kind. Never throws.
 * @param names of the classes by their numbers, for kinds of files that give numbers only
 */
export function readAnnotations(path: string, text: string, names: readonly string[] = []): Annotation[] {
  const own = stem(fileName(path));
  try {
    if (/\.json$/i.test(path)) return readJson(path, JSON.parse(text));
    if (/\.(jsonl|ndjson)$/i.test(path)) return readRecordLines(text);
    if (/\.xml$/i.test(path)) return isCvat(text) ? readCvat(text) : isVoc(text) ? readVoc(text, own) : [];
    if (/\.(csv|tsv)$/i.test(path)) return readTable(text);
    return isYolo(text) ? [readYolo(text, own, names)] : readList(path, text);
  } catch {
    return [];
  }
}

const plain = (parents: readonly string[]): string[] =>
  parents
    .filter((name) => !meaningOf(name).neutral && meaningOf(name).mask === null)
    .map((name) => name.toLowerCase());

/** How near a file is to another: folders in common from the root and from the end, those for pictures and labels left aside. */
function nearness(a: readonly string[], b: readonly string[]): number {
  const [one, two] = [plain(a), plain(b)];
  let start = 0;
  while (start < one.length && start < two.length && one[start] === two[start]) start++;
  let end = 0;
  while (end < one.length && end < two.length && one.at(-1 - end) === two.at(-1 - end)) end++;
  return start + 2 * end + (a.join('/') === b.join('/') ? 1 : 0);
}

/** Finds images by the names that annotation files give them. */
export class ImageFinder {
  private readonly byName = new Map<string, number[]>();
  private readonly byStem = new Map<string, number[]>();

  constructor(private readonly paths: readonly string[]) {
    paths.forEach((path, index) => {
      if (!hasImageExtension(path)) return;
      const name = fileName(path).toLowerCase();
      for (const [map, key] of [[this.byName, name] as const, [this.byStem, stem(name)] as const]) {
        map.set(key, [...(map.get(key) ?? []), index]);
      }
    });
  }

  /** The image that an annotation in the file `at` calls `image`, or null. */
  find(image: string, at: string): number | null {
    const wanted = image
      .replaceAll('\\', '/')
      .replace(/^(\.{1,2}\/)+/, '')
      .toLowerCase();
    const name = fileName(wanted);
    const candidates =
      // An image that was saved in another format since has another extension.
      this.byName.get(name) ??
      this.byStem.get(name) ??
      (hasImageExtension(name) ? this.byStem.get(stem(name)) : undefined) ??
      [];
    const full = candidates.filter((index) => `/${this.paths[index].toLowerCase()}`.endsWith(`/${wanted}`));
    const among = full.length > 0 ? full : candidates;
    const graded = among.map((index) => ({ index, near: nearness(folders(this.paths[index]), folders(at)) }));
    const most = Math.max(...graded.map(({ near }) => near));
    const best = graded.filter(({ near }) => near === most);
    return best.length === 1 ? best[0].index : null;
  }
}

/** What is said of one image by all files together. */
export function joinAnnotations(a: Annotation, b: Annotation): Annotation {
  const sameSize = a.widthPx === b.widthPx && a.heightPx === b.heightPx && a.fractions === b.fractions;
  const shapes = sameSize ? [...a.shapes, ...b.shapes] : a.shapes.length > 0 ? a.shapes : b.shapes;
  const base = !sameSize && a.shapes.length === 0 ? b : a;
  return {
    ...base,
    shapes,
    boxes: (a.boxes ?? 0) + (b.boxes ?? 0),
    types: [...new Set([...a.types, ...b.types])],
    side: a.side === 'defect' || b.side === 'defect' ? 'defect' : (a.side ?? b.side),
    part: a.part ?? b.part,
    mask: a.mask ?? b.mask,
    value: a.value ?? b.value,
  };
}
