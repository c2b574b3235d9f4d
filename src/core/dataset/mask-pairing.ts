/**
 * Which mask belongs to which image, by name alone: same folder name and same stem, with or without a mark such as `_mask`
 * (MVTec AD), one folder of masks per image (MVTec LOCO), or a stem that only one image has.
 */
import { fileName, folders, stem } from './paths.ts';
import { withoutMaskMark } from './words.ts';

export interface Pairing {
  /** Indices into the masks, for each image; several where one image has several masks (their union counts). */
  readonly masksOf: readonly (readonly number[])[];
  /** Masks that belong to no image. */
  readonly orphans: readonly number[];
}

const fold = (text: string): string => text.toLowerCase();

/** Last folder and stem, folded: `broken/000`. */
function shortKey(path: string): string {
  return fold(`${folders(path).at(-1) ?? ''}/${stem(fileName(path))}`);
}

function bareStem(path: string): string {
  const name = stem(fileName(path));
  return withoutMaskMark(name) ?? name;
}

function group<T>(items: readonly T[], keyOf: (item: T, index: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, index) => {
    const key = keyOf(item, index);
    const members = groups.get(key);
    if (members) members.push(index);
    else groups.set(key, [index]);
  });
  return groups;
}

/**
 * Pairs masks with images. All paths are normalised; an image's path ends in `<defect>/<name>`.
 * Rules in order: same folder name and stem; folder named as the image; a stem that is unique among the images.
 */
export function pairMasks(imagePaths: readonly string[], maskPaths: readonly string[]): Pairing {
  const byFolderAndStem = group(imagePaths, shortKey);
  const byStem = group(imagePaths, (path) => fold(stem(fileName(path))));
  const masksOf: number[][] = imagePaths.map(() => []);
  const orphans: number[] = [];
  maskPaths.forEach((path, mask) => {
    const parents = folders(path);
    const bare = bareStem(path);
    const own = fold(`${parents.at(-1) ?? ''}/${bare}`);
    const perImage = fold(`${parents.at(-2) ?? ''}/${parents.at(-1) ?? ''}`);
    const unique = byStem.get(fold(bare));
    const images =
      byFolderAndStem.get(own) ??
      byFolderAndStem.get(perImage) ??
      (unique?.length === 1 ? unique : undefined);
    if (!images) orphans.push(mask);
    else for (const image of images) masksOf[image].push(mask);
  });
  return { masksOf, orphans };
}

/**
 * Files beside images whose name says that they are the mask of one of them: `000_mask.png` where `000.png` lies in the same
 * folder. A marked name without a partner is an ordinary image.
 */
export function findMasksBesideImages(paths: readonly string[]): ReadonlySet<number> {
  const present = new Set(paths.map((path) => fold(`${folders(path).join('/')}/${stem(fileName(path))}`)));
  const masks = new Set<number>();
  paths.forEach((path, index) => {
    const bare = withoutMaskMark(stem(fileName(path)));
    if (bare !== null && present.has(fold(`${folders(path).join('/')}/${bare}`))) masks.add(index);
  });
  return masks;
}
