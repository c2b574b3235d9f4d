/**
 * MVTec AD's layout: `<class>/train/good`, `<class>/test/<defect>`, `<class>/ground_truth/<defect>/<image>_mask.png`, at any
 * depth and with the usual other names for these folders. When several classes are there, one is taken.
 */
import { fileName, folders, hasImageExtension, naturalKey } from './paths.ts';
import { findMasksBesideImages } from './mask-pairing.ts';
import { isAnomalousWord, isMaskWord, isNormalWord, isTestWord, isTrainWord } from './words.ts';
import type { Entry, Sorting } from './layout-types.ts';
import type { Label, Role, SkippedFile } from './types.ts';

/** Type of test images that lie in no folder of a defect. */
export const UNSORTED = 'unsorted';

interface Placed extends Entry {
  readonly root: string;
  readonly part: 'train' | 'test' | 'mask';
  /** Folders below the train, test or mask folder. */
  readonly below: readonly string[];
}

type Part = Placed['part'];

function partOf(folder: string): Part | null {
  return isTrainWord(folder) ? 'train' : isTestWord(folder) ? 'test' : isMaskWord(folder) ? 'mask' : null;
}

/** Index of the innermost folder of the given part that does not itself lie in a mask folder; -1 without one. */
function innermost(parents: readonly string[], part: Part): number {
  return parents.findLastIndex(
    (name, i) => partOf(name) === part && (i === 0 || partOf(parents[i - 1]) !== 'mask'),
  );
}

/** Index of the innermost train, test or mask folder that lies directly in one of the roots; -1 without one. */
function belowRoot(parents: readonly string[], roots: ReadonlySet<string>): number {
  return parents.findLastIndex(
    (name, i) => partOf(name) !== null && roots.has(parents.slice(0, i).join('/')),
  );
}

/** Roots are the folders that hold a train folder, else those that hold a test folder. */
function place(entries: readonly Entry[]): { placed: Placed[]; outside: Entry[] } {
  const split = entries.map((entry) => ({ entry, parents: folders(entry.path) }));
  const rootsOf = (part: Part, without: ReadonlySet<string>): Set<string> => {
    const roots = new Set<string>();
    for (const { parents } of split) {
      if (without.size > 0 && belowRoot(parents, without) >= 0) continue;
      const at = innermost(parents, part);
      if (at >= 0) roots.add(parents.slice(0, at).join('/'));
    }
    return roots;
  };
  const trainRoots = rootsOf('train', new Set());
  const roots = new Set([...trainRoots, ...rootsOf('test', trainRoots)]);
  const placed: Placed[] = [];
  const outside: Entry[] = [];
  for (const { entry, parents } of split) {
    const inTrainRoot = belowRoot(parents, trainRoots);
    const at = inTrainRoot >= 0 ? inTrainRoot : belowRoot(parents, roots);
    const part = at < 0 ? null : partOf(parents[at]);
    if (part === null) outside.push(entry);
    else {
      const below = parents.slice(at + 1);
      placed.push({ ...entry, root: parents.slice(0, at).join('/'), part, below });
    }
  }
  return { placed, outside };
}

/** Names of the classes: the last folder, or the whole path where two would be called the same. */
function nameClasses(roots: readonly string[]): Map<string, string> {
  const short = (root: string): string => fileName(root);
  const counts = new Map<string, number>();
  for (const root of roots) counts.set(short(root), (counts.get(short(root)) ?? 0) + 1);
  return new Map(roots.map((root) => [root, counts.get(short(root)) === 1 ? short(root) : root]));
}

/** Label and type of a test image from the folder that it lies in. */
export function labelFromFolder(
  folder: string | undefined,
  name: string,
): { label: Label; defectType: string } {
  if (folder === undefined) {
    const saysNormal = /(^|[^a-z])(good|normal|ok)([^a-z]|$)/i.test(name);
    return saysNormal
      ? { label: 'normal', defectType: 'good' }
      : { label: 'anomalous', defectType: UNSORTED };
  }
  return isNormalWord(folder)
    ? { label: 'normal', defectType: 'good' }
    : { label: 'anomalous', defectType: folder };
}

function judge(file: Placed, trainHasGood: boolean): { role: Role; label: Label; defectType: string } {
  const folder = file.below[0];
  if (file.part === 'train') {
    // Only normal images are trained on: a folder of defects under train/ is used for testing.
    const defective =
      folder !== undefined && !isNormalWord(folder) && (trainHasGood || isAnomalousWord(folder));
    return defective
      ? { role: 'test', label: 'anomalous', defectType: folder }
      : { role: 'train', label: 'normal', defectType: 'good' };
  }
  return { role: 'test', ...labelFromFolder(folder, fileName(file.path)) };
}

function skipOutside(entry: Entry): SkippedFile {
  return hasImageExtension(entry.path)
    ? {
        path: entry.path,
        reason: 'outside-layout',
        detail: 'It lies in none of the folders train, test and ground_truth.',
      }
    : { path: entry.path, reason: 'not-an-image', detail: 'It lies beside the images and is none.' };
}

/**
 * Sorts entries (in natural order) by train and test folders, or returns null when there are none.
 * @param wanted class to take; the first with training images when it is undefined or not there.
 */
export function sortByClasses(entries: readonly Entry[], wanted: string | undefined): Sorting | null {
  const { placed, outside } = place(entries);
  const hints = placed.filter((file) => file.part !== 'mask' && hasImageExtension(file.path));
  // A folder that is merely called `test` and holds nothing but images is a flat folder.
  if (!hints.some((file) => file.part === 'train' || file.below.length > 0)) return null;
  const roots = [...new Set(hints.map((file) => file.root))].sort((a, b) =>
    naturalKey(a) < naturalKey(b) ? -1 : 1,
  );
  const names = nameClasses(roots);
  const withTraining = roots.filter((root) =>
    hints.some((file) => file.root === root && file.part === 'train'),
  );
  const chosen = roots.find((root) => names.get(root) === wanted) ?? withTraining[0] ?? roots[0];

  const skipped: SkippedFile[] = outside.map(skipOutside);
  for (const root of roots) {
    if (root === chosen) continue;
    const count = placed.filter((file) => file.root === root).length;
    const detail = `${count} files of another class; one class is loaded at a time.`;
    skipped.push({ path: `${root}/`, reason: 'other-class', detail });
  }
  const own = placed.filter((file) => file.root === chosen);
  for (const file of placed) {
    if (!roots.includes(file.root)) skipped.push(skipOutside(file));
  }
  const beside = findMasksBesideImages(own.map((file) => file.path));
  const isMask = (file: Placed, i: number): boolean => file.part === 'mask' || beside.has(i);
  const images = own.filter((file, i) => !isMask(file, i));
  const trainHasGood = images.some(
    (file) => file.part === 'train' && file.below.length > 0 && isNormalWord(file.below[0]),
  );
  return {
    kind: 'classes',
    className: names.get(chosen) ?? '',
    classNames: roots.map((root) => names.get(root) ?? root),
    images: images.map((file) => ({
      index: file.index,
      path: file.path,
      ...judge(file, trainHasGood),
    })),
    masks: own.filter(isMask).map(({ index, path }) => ({ index, path })),
    heldOut: 0,
    skipped,
  };
}
