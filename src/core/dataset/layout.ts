/**
 * From paths alone: which files are training and test images, with which labels and masks, and which are left out and why.
 * Contents are looked at later; a file with a strange name keeps its place here, for its first bytes to decide.
 */
import { sortByClasses } from './layout-classes.ts';
import { sortByFolders } from './layout-folders.ts';
import { pairMasks } from './mask-pairing.ts';
import { isSystemPath, naturalKey, normalisePath } from './paths.ts';
import type { Entry, Layout, PlannedMask } from './layout-types.ts';
import type { Role, SkippedFile } from './types.ts';

export interface LayoutOptions {
  /** Where the files go: a new data set, or more images for the one that is open. */
  readonly target: 'replace' | 'add-train' | 'add-test';
  /** Class to take when several are there. */
  readonly className?: string;
  /** Images already loaded, which dropped masks may belong to. */
  readonly existing?: readonly { readonly id: string; readonly path: string; readonly role: Role }[];
}

/** The readable part of a path that is refused or reported: control characters shown, length limited. */
export function displayPath(raw: string): string {
  // eslint-disable-next-line no-control-regex
  const shown = raw.replace(/[\u0000-\u001f\u007f]/g, '\uFFFD');
  return shown.length > 320 ? `${shown.slice(0, 200)}…${shown.slice(-80)}` : shown;
}

function checkNames(paths: readonly string[]): { entries: Entry[]; skipped: SkippedFile[] } {
  const skipped: SkippedFile[] = [];
  const keyed: { entry: Entry; key: string }[] = [];
  paths.forEach((raw, index) => {
    const check = normalisePath(raw);
    if (!check.ok) {
      skipped.push({ path: displayPath(raw), reason: 'unsafe-name', detail: check.detail });
    } else if (isSystemPath(check.path)) {
      skipped.push({
        path: check.path,
        reason: 'system-file',
        detail: 'A file of the operating system.',
      });
    } else {
      keyed.push({ entry: { index, path: check.path }, key: naturalKey(check.path) });
    }
  });
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.entry.index - b.entry.index));
  return { entries: keyed.map(({ entry }) => entry), skipped };
}

/**
 * Recognises the layout of dropped paths (any form, any order). The result depends on the set of paths only.
 */
export function recogniseLayout(paths: readonly string[], options: LayoutOptions): Layout {
  const { entries, skipped } = checkNames(paths);
  const role = options.target === 'add-train' ? 'train' : options.target === 'add-test' ? 'test' : null;
  const sorting = sortByClasses(entries, options.className) ?? sortByFolders(entries, { role });
  skipped.push(...sorting.skipped);

  const existing = options.target === 'replace' ? [] : (options.existing ?? []);
  const testImages = sorting.images.filter((image) => image.role === 'test');
  const testItems = existing.filter((item) => item.role === 'test');
  const pairing = pairMasks(
    [...testImages, ...testItems].map(({ path }) => path),
    sorting.masks.map(({ path }) => path),
  );
  const indices = (place: number): number[] =>
    pairing.masksOf[place].map((mask) => sorting.masks[mask].index);
  const maskIndices = new Map(testImages.map((image, i) => [image, indices(i)]));
  const masksForExisting: PlannedMask[] = testItems
    .map((item, i) => ({ itemId: item.id, maskIndices: indices(testImages.length + i) }))
    .filter((planned) => planned.maskIndices.length > 0);
  for (const orphan of pairing.orphans) {
    skipped.push({
      path: sorting.masks[orphan].path,
      reason: 'mask-without-image',
      detail: 'No test image has this name.',
    });
  }
  return {
    kind: sorting.images.length === 0 ? (masksForExisting.length > 0 ? 'masks' : 'empty') : sorting.kind,
    className: sorting.className,
    classNames: sorting.classNames,
    images: sorting.images.map((image) => ({
      ...image,
      maskIndices: maskIndices.get(image) ?? [],
    })),
    masksForExisting,
    heldOut: sorting.heldOut,
    skipped,
  };
}
