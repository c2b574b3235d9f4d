/**
 * Which mask belongs to which image, by name: the same stem once marks such as `_mask001`, `GT_` or a second extension are taken off, else the
 * same number where that is all there is. Of several images with that name the one whose folders agree best is taken.
 */
import { fileName, stem } from '../paths.ts';
import type { Placed } from './place.ts';
import { meaningOf, type Side } from './words.ts';

export interface Pairing {
  /** Indices into the masks, for each image; several where one image has several masks (their union counts). */
  readonly masksOf: readonly (readonly number[])[];
  /** Masks that belong to no image, with the name that was looked for. */
  readonly orphans: readonly { readonly mask: number; readonly lookedFor: string }[];
}

const MARK =
  '(?:masks?|gts?|labels?|ground[\\s._-]?truths?|seg(?:mentation)?s?|annotations?|annots?|binary|bw)';
const BEHIND = new RegExp(
  `^(.+?)[\\s._-]*(?:[\\s._-]|(?<=[a-z])(?=[A-Z])|(?<=\\d))${MARK}[\\s._-]*\\d*$`,
  'iu',
);
const BEFORE = new RegExp(`^${MARK}[\\s._-]+(.+)$`, 'iu');
const SECOND_EXTENSION = /\.(png|jpe?g|bmp|tiff?|webp|gif)$/i;

/** `000_mask`, `GT-000`, `000_mask001` without their marks, or null when the name says nothing of a mask. */
export function withoutMaskMark(name: string): string | null {
  const behind = BEHIND.exec(name);
  if (behind) return behind[1];
  const before = BEFORE.exec(name);
  return before ? before[1] : null;
}

/** Stems that an image of this mask may have, the likeliest first. */
export function imageStems(path: string): string[] {
  const own = stem(fileName(path));
  const stems = [own, own.replace(SECOND_EXTENSION, '')];
  for (const one of [...stems]) {
    const bare = withoutMaskMark(one);
    if (bare !== null) stems.push(bare, bare.replace(SECOND_EXTENSION, ''));
  }
  return [...new Set(stems.map((one) => one.toLowerCase()))];
}

/** `a_b` and `a` of `a_b_roi`, the longest first: stems that may be an image's where what is behind is a mark that nobody knows. */
export function shorterStems(path: string): string[] {
  const own = stem(fileName(path)).toLowerCase();
  return Array.from(own.matchAll(/[\s._-]+(?=[^\s._-]+)/g), ({ index }) => own.slice(0, index))
    .filter((one) => one !== '')
    .reverse();
}

/** What the image of `1_rgb` and `1_mask` is called without its own mark. */
const IMAGE_MARK = /^(.+?)[\s._-]+(?:rgb|image|img|orig|original|raw|input|colou?r|photo)$/i;

/** `13` of `mask13`, `image_13`: the number of a name that is nothing but one general word and a number. */
function bareNumber(name: string): string | null {
  const match = /^\p{L}*[\s._-]*(\d+)$/u.exec(name);
  return match ? String(Number(match[1])) : null;
}

const folderKey = (name: string): string => name.toLowerCase();

/** Folders of a file that are neither for masks nor for pictures as such. */
const plainFolders = ({ parents }: Placed): string[] =>
  parents
    .filter((name) => {
      const { mask, neutral, side, part } = meaningOf(name);
      return !neutral && (mask === null || side !== null) && part === null;
    })
    .map(folderKey);

/** How well folders agree: those in common from the end first, then the part, then a side of defects. */
function agreement(image: Placed, mask: Placed, side: Side | null): number {
  const [own, theirs] = [plainFolders(image), plainFolders(mask)];
  let same = 0;
  while (same < own.length && same < theirs.length && own.at(-1 - same) === theirs.at(-1 - same)) same++;
  const common = theirs.filter((name) => own.includes(name)).length;
  const sameFolder = image.parents.join('/') === mask.parents.join('/');
  return (
    (sameFolder ? 1000 : 0) +
    100 * common +
    10 * same +
    (mask.part !== null && mask.part === image.part ? 4 : 0) +
    (side === 'defect' ? 2 : 0) +
    (image.part === 'test' ? 1 : 0)
  );
}

function group(images: readonly Placed[], keyOf: (file: Placed) => string | null): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  images.forEach((image, index) => {
    const key = keyOf(image);
    if (key === null) return;
    const members = groups.get(key);
    if (members) members.push(index);
    else groups.set(key, [index]);
  });
  return groups;
}

/** The side that the folders of a file speak of. */
const sideByFolders = ({ telling }: Placed): Side | null =>
  telling.find(({ side }) => side !== null)?.side ?? null;

/** @param sideOf what is known of an image's side; masks rather belong to defects. */
export function pairMasks(
  images: readonly Placed[],
  masks: readonly Placed[],
  sideOf: (image: Placed) => Side | null = sideByFolders,
): Pairing {
  const byStem = group(images, ({ entry }) => stem(fileName(entry.path)).toLowerCase());
  const byBareStem = group(
    images,
    ({ entry }) => IMAGE_MARK.exec(stem(fileName(entry.path)))?.[1].toLowerCase() ?? null,
  );
  const byNumber = group(images, ({ entry }) => bareNumber(stem(fileName(entry.path))));
  const pictureFolders = new Set(images.flatMap(({ parents }) => parents.map(folderKey)));
  const masksOf: number[][] = images.map(() => []);
  const orphans: { mask: number; lookedFor: string }[] = [];
  masks.forEach((mask, index) => {
    const stems = imageStems(mask.entry.path);
    const parent = mask.parents.at(-1)?.toLowerCase();
    // One folder of masks for each image (MVTec LOCO).
    const ownFolder = parent !== undefined && pictureFolders.has(parent);
    const perImage = parent === undefined ? undefined : byStem.get(parent);
    const number = bareNumber(stem(fileName(mask.entry.path)));
    const ofStem = stems.map((one) => byStem.get(one)).filter((one) => one !== undefined);
    const ofNumber = number === null ? undefined : byNumber.get(number);
    const byName = ownFolder ? [...ofStem, perImage] : [perImage, ...ofStem];
    const beside = shorterStems(mask.entry.path).map((one) =>
      byStem.get(one)?.filter((image) => images[image].parents.join('/') === mask.parents.join('/')),
    );
    const ofBare = stems.map((one) => byBareStem.get(one));
    // `bad_labels/7_L` of `bad/7`: a mark that nobody knows, in a folder of masks.
    const elsewhere = shorterStems(mask.entry.path).map((one) => byStem.get(one));
    const candidates = [...byName, ...ofBare, ...beside, ofNumber, ...elsewhere].flatMap((one) =>
      one?.length ? [one] : [],
    );
    const chosen = bestOf(candidates, images, mask, sideOf);
    if (chosen.length === 0) orphans.push({ mask: index, lookedFor: stems.at(-1) ?? '' });
    else for (const image of chosen) masksOf[image].push(index);
  });
  return { masksOf, orphans };
}

/**
 * Of the candidates (the likeliest names first) those whose folders agree best. Images of one folder that differ in their extension alone
 * all have the mask; images of different folders that agree equally leave it open.
 */
function bestOf(
  candidates: readonly (readonly number[])[],
  images: readonly Placed[],
  mask: Placed,
  sideOf: (image: Placed) => Side | null,
): readonly number[] {
  const needed = plainFolders(mask);
  for (const members of candidates) {
    const graded = members.map((image) => ({
      image,
      grade: agreement(images[image], mask, sideOf(images[image])),
    }));
    const most = Math.max(...graded.map(({ grade }) => grade));
    const best = graded.filter(({ grade }) => grade === most).map(({ image }) => image);
    const where = new Set(best.map((image) => images[image].parents.join('/')));
    // `ground_truth/broken/009_mask` is not the mask of `good/009`.
    const kind = needed.at(-1);
    const sideOfMask = kind === undefined ? null : meaningOf(kind).side;
    const wrongSide = (image: number): boolean => {
      const side = sideOf(images[image]);
      const own = plainFolders(images[image]);
      if (kind === undefined || own.includes(kind)) return false;
      return side === 'normal' && sideOfMask !== 'normal' && own.length > 0 && needed.length >= own.length;
    };
    if (where.size === 1 && !best.some(wrongSide)) return best;
  }
  return [];
}
