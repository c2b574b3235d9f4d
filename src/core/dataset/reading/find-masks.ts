/**
 * Which files are masks and not pictures: by folder, by a mark in the name, by a second extension, as the twin of a photograph with another
 * extension, as an export of a labelling tool; and by their content where names are weak.
 */
import { fileName, folders, hasImageExtension, stem } from '../paths.ts';
import { imageStems, shorterStems, withoutMaskMark } from './pair.ts';
import { groupBy } from './group-by.ts';
import type { Placed } from './place.ts';
import type { FileFacts } from './types.ts';
import { meaningOf } from './words.ts';

export type Facts = ReadonlyMap<number, FileFacts>;

const LABEL_STUDIO = /^task-\d+-annotation-/i;
const folderOf = ({ parents }: Placed): string => parents.join('/').toLowerCase();
const stemOf = ({ entry }: Placed): string => stem(fileName(entry.path)).toLowerCase();
const extensionOf = ({ entry }: Placed): string => /\.([^.]+)$/.exec(entry.path)?.[1].toLowerCase() ?? '';

/** The likelihood that a format holds a mask where a photograph of another format has the same name. */
const MASK_FORMATS: Readonly<Record<string, number>> = { png: 3, bmp: 2, tif: 2, tiff: 2, gif: 2 };
const rank = (file: Placed): number => MASK_FORMATS[extensionOf(file)] ?? 0;

/** Whether the files that were looked at have the content of masks: null where none was. */
export function looksLikeMasks(files: readonly Placed[], facts: Facts): boolean | null {
  const known = files.map(({ entry }) => facts.get(entry.index)).filter((one) => one !== undefined);
  if (known.length === 0) return null;
  return known.filter(({ maskLike }) => maskLike).length * 2 > known.length;
}

/** Masks by folder; a weak name (labels) only where the pictures look like masks, or nobody looked and names pair. */
function byFolder(files: readonly Placed[], facts: Facts): Set<Placed> {
  const masks = new Set(files.filter(({ mask }) => mask === 'strong'));
  const weak = files.filter((file) => file.mask === 'weak' && !masks.has(file));
  const stems = new Set(files.filter(({ mask }) => mask === null).map(stemOf));
  for (const members of groupBy(weak, folderOf).values()) {
    const images = members.filter(({ entry }) => hasImageExtension(entry.path));
    const looks = looksLikeMasks(images, facts);
    const paired = images.filter(({ entry }) =>
      [...imageStems(entry.path), ...shorterStems(entry.path)].some((one) => stems.has(one)),
    ).length;
    if (looks ?? paired * 2 > images.length) for (const file of members) masks.add(file);
  }
  return masks;
}

/** Marked names beside their image, or anywhere when the image's name is found. */
function byMark(files: readonly Placed[], masks: Set<Placed>): void {
  const rest = files.filter((file) => !masks.has(file) && hasImageExtension(file.entry.path));
  const stems = new Set(rest.map(stemOf));
  const beside = new Set(rest.map((file) => `${folderOf(file)}/${stemOf(file)}`));
  const marked = rest.filter((file) => {
    const own = stem(fileName(file.entry.path));
    return LABEL_STUDIO.test(own) || imageStems(file.entry.path).length > 1;
  });
  const hasUnmarked = marked.length < rest.length;
  for (const file of marked) {
    const own = stem(fileName(file.entry.path));
    const others = imageStems(file.entry.path).slice(1);
    const isBeside = others.some((one) => beside.has(`${folderOf(file)}/${one}`));
    const strong = meaningOf(own).mask === 'strong' && withoutMaskMark(own) !== null;
    const found = isBeside || (strong && others.some((one) => stems.has(one)));
    // A mask whose image is missing is still a mask where the other files are not called so.
    const orphan = hasUnmarked && (LABEL_STUDIO.test(own) || strong);
    if (found || orphan) masks.add(file);
  }
}

/** `x.jpg` with `x.png` beside it: the png is the mask, unless it plainly is a photograph too. */
function byTwin(files: readonly Placed[], masks: Set<Placed>, facts: Facts): void {
  const rest = files.filter((file) => !masks.has(file) && hasImageExtension(file.entry.path));
  const twins: Placed[] = [];
  for (const members of groupBy(rest, (file) => `${folderOf(file)}/${stemOf(file)}`).values()) {
    if (members.length !== 2) continue;
    const [a, b] = members;
    if (rank(a) === rank(b)) continue;
    twins.push(rank(a) > rank(b) ? a : b);
  }
  if (looksLikeMasks(twins, facts) !== false) for (const file of twins) masks.add(file);
}

/**
 * Files called as an image beside them with something behind (`000_roi.png` beside `000.jpg`), by what that is.
 * @param paths of one folder or more
 */
export function suffixed<T extends { readonly path: string }>(files: readonly T[]): Map<string, T[]> {
  const keyOf = (path: string, name: string): string => `${folders(path).join('/')}/${name}`.toLowerCase();
  const stems = new Set(files.map(({ path }) => keyOf(path, stem(fileName(path)))));
  const found = new Map<string, T[]>();
  for (const file of files) {
    const bare = shorterStems(file.path).find((one) => stems.has(keyOf(file.path, one)));
    if (bare === undefined) continue;
    const suffix = stem(fileName(file.path)).toLowerCase().slice(bare.length).replace(/\d+$/, '');
    found.set(suffix, [...(found.get(suffix) ?? []), file]);
  }
  return found;
}

/** Marks in names that nobody knows: only where all that was looked at has the content of masks, and the images have not. */
function bySuffix(files: readonly Placed[], masks: Set<Placed>, facts: Facts): void {
  if (facts.size === 0) return;
  const rest = files.filter((file) => !masks.has(file) && hasImageExtension(file.entry.path));
  const entries = new Map(rest.map((file) => [file.entry, file]));
  for (const members of suffixed([...entries.keys()]).values()) {
    const own = members.flatMap((entry) => entries.get(entry) ?? []);
    const others = rest.filter((file) => !own.includes(file));
    if (looksLikeMasks(own, facts) !== true || looksLikeMasks(others, facts) !== false) continue;
    for (const file of own) masks.add(file);
  }
}

/** The masks among the files. @param alone whether there may be nothing but masks (for images that are open). */
export function findMasks(files: readonly Placed[], facts: Facts, alone = false): ReadonlySet<Placed> {
  const masks = byFolder(files, facts);
  const images = files.filter((file) => !masks.has(file) && hasImageExtension(file.entry.path));
  // Folders that are merely called so, with nothing else beside them, hold the images.
  if (images.length === 0 && !alone) masks.clear();
  byMark(files, masks);
  byTwin(files, masks, facts);
  bySuffix(files, masks, facts);
  return masks;
}
