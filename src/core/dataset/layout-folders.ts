/**
 * Images without train and test folders. One folder is a set of normal images. Several folders are told apart by their
 * names: a folder called good, normal, ok makes the others defects; without one, only names that plainly mean a defect
 * do. Normal images are for training, defects for testing; when that leaves no normal test image, every fifth normal one
 * is set aside for testing, so that there is a ROC curve.
 */
import { labelFromFolder } from './layout-classes.ts';
import { findMasksBesideImages } from './mask-pairing.ts';
import { fileName, folders, hasImageExtension } from './paths.ts';
import { isAnomalousWord, isMaskWord, isNormalWord, isTestWord, isTrainWord } from './words.ts';
import type { Entry, Sorting } from './layout-types.ts';
import type { Label, Role } from './types.ts';

/** One in so many normal images is set aside, from this many on. */
const HOLD_OUT_EVERY = 5;
const HOLD_OUT_FROM = 10;

/** `role: null` sorts by folder names; 'train' and 'test' put every image there (a later drop). */
export interface FolderOptions {
  readonly role: Role | null;
}

/** The folder that names an image: the innermost with a known word, else the one it lies in. */
function tellingFolder(parents: readonly string[], shared: number): string | undefined {
  const own = parents.slice(shared).filter((name) => !isTestWord(name) && !isTrainWord(name));
  const known = own.findLast((name) => isNormalWord(name) || isAnomalousWord(name));
  return known ?? own.at(-1);
}

function sharedDepth(lists: readonly (readonly string[])[]): number {
  if (lists.length === 0) return 0;
  let depth = 0;
  while (depth < lists[0].length && lists.every((list) => list[depth] === lists[0][depth])) depth++;
  return depth;
}

/** Sorts entries (in natural order) by the names of their folders. */
export function sortByFolders(entries: readonly Entry[], { role }: FolderOptions): Sorting {
  const inMaskFolder = (path: string): boolean => folders(path).some(isMaskWord);
  const hasOthers = entries.some((entry) => hasImageExtension(entry.path) && !inMaskFolder(entry.path));
  // A folder that is merely called `labels` and holds all there is, is a folder of images, unless masks are being added.
  const setMasksApart = hasOthers || role === 'test';
  const folderMasks = setMasksApart ? entries.filter((entry) => inMaskFolder(entry.path)) : [];
  const rest = setMasksApart ? entries.filter((entry) => !inMaskFolder(entry.path)) : entries;
  const beside = findMasksBesideImages(rest.map((entry) => entry.path));
  const images = rest.filter((_, i) => !beside.has(i));
  const masks = [...folderMasks, ...rest.filter((_, i) => beside.has(i))];

  const hints = images.filter((entry) => hasImageExtension(entry.path));
  const judged = hints.length > 0 ? hints : images;
  const parents = judged.map((entry) => folders(entry.path));
  // A later drop of one folder is named by that folder, so nothing is cut away then.
  const shared = role === 'test' ? 0 : sharedDepth(parents);
  const telling = (path: string): string | undefined => tellingFolder(folders(path), shared);
  const anyNormal = judged.some((entry) => isNormalWord(telling(entry.path) ?? ''));

  const judge = (path: string): { role: Role; label: Label; defectType: string } => {
    if (role === 'train') return { role, label: 'normal', defectType: 'good' };
    const folder = telling(path);
    if (role === 'test') return { role, ...labelFromFolder(folder, fileName(path)) };
    const anomalous = folder !== undefined && !isNormalWord(folder) && (anyNormal || isAnomalousWord(folder));
    return anomalous
      ? { role: 'test', label: 'anomalous', defectType: folder }
      : { role: 'train', label: 'normal', defectType: 'good' };
  };
  const sorted = images.map((entry) => ({ ...entry, ...judge(entry.path) }));
  const mixed = sorted.some((image) => image.role === 'test');
  const normals = sorted.filter((image) => image.role === 'train');
  const needsHoldOut =
    role === null &&
    normals.length >= HOLD_OUT_FROM &&
    mixed &&
    !sorted.some((image) => image.role === 'test' && image.label === 'normal');
  const heldOut = new Set(
    needsHoldOut ? normals.filter((_, i) => i % HOLD_OUT_EVERY === HOLD_OUT_EVERY - 1) : [],
  );
  return {
    kind: images.length === 0 ? 'empty' : mixed ? 'folders' : 'flat',
    className: '',
    classNames: [],
    images: sorted.map((image) => (heldOut.has(image) ? { ...image, role: 'test' } : image)),
    masks,
    heldOut: heldOut.size,
    skipped: [],
  };
}
