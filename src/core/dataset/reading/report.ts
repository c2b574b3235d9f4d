/**
 * What was understood of a folder, to be looked at before anything is trained: each group with how it was read and why, what should be known, and
 * how many files were left out for which reason. Page and command line show the same.
 */
import { fileName, folders, hasImageExtension, stem } from '../paths.ts';
import type { Label, Role, SkippedFile, SkipReason } from '../types.ts';
import type { Annotation } from '../annotations/types.ts';
import { fingerprint } from './answers.ts';
import type { Group, Reading, Why } from './types.ts';
import { nameFamilies } from './name-families.ts';
import { meaningOf, type Part } from './words.ts';

/** What should be known though nothing is wrong with a file. */
export type NoticeCode =
  | 'mask-says-defect'
  | 'mask-empty'
  | 'mask-covers-most'
  | 'mask-turned'
  | 'mask-maybe-turned'
  | 'mask-ground'
  | 'depth'
  | 'held-out'
  | 'annotations'
  | 'annotations-unread'
  | 'annotations-silent'
  | 'boxes-alone'
  | 'boxes-as-masks'
  | 'names-contradict'
  | 'names-of-views'
  | 'labels-closed';

export interface ReportNotice {
  readonly code: NoticeCode;
  readonly count: number;
  /** The first of the files; empty where it holds for all. */
  readonly paths: readonly string[];
  /** A colour, a full scale. */
  readonly value?: string;
}

export interface ReportGroup {
  readonly id: string;
  readonly part: Part | null;
  readonly reading: Reading;
  readonly why: Why;
  readonly type: string;
  /** Files in the group; of those, images by use, and how many have something in their mask. */
  readonly files: number;
  readonly train: number;
  readonly testNormal: number;
  readonly defects: number;
  readonly masks: number;
  /** Path of an image to show, or null where none was loaded. */
  readonly sample: string | null;
}

export interface DataReport {
  /** What the folder is remembered by. */
  readonly fingerprint: string;
  readonly className: string;
  readonly classNames: readonly string[];
  readonly groups: readonly ReportGroup[];
  readonly notices: readonly ReportNotice[];
  readonly leftOut: readonly { readonly reason: SkipReason; readonly count: number }[];
}

/** An image that was loaded, as the report counts it. */
export interface LoadedImage {
  readonly index: number;
  readonly path: string;
  readonly role: Role;
  readonly label: Label;
  readonly hasMask: boolean;
}

/**
 * Paths of images of which no annotation speaks though some speaks of another one in the same folder: a table may have been cut, or it lists
 * nothing but defects.
 */
export function passedOver(
  images: readonly { readonly path: string; readonly annotation: object | null }[],
): string[] {
  const folderOf = (path: string): string => folders(path).join('/');
  const spokenOf = new Set(images.flatMap(({ path, annotation }) => (annotation ? [folderOf(path)] : [])));
  return images.flatMap(({ path, annotation }) =>
    !annotation && spokenOf.has(folderOf(path)) ? [path] : [],
  );
}

/**
 * Paths of images that are marked by rectangles only: by a detector's, which make no mask, or by those of a drawing tool, whose whole area is the
 * mask. Either way pixel metrics are not what an outline would give.
 */
export function markedByBoxes(
  images: readonly {
    readonly path: string;
    readonly annotation: Pick<Annotation, 'boxes' | 'shapes'> | null;
    readonly maskIndices: readonly number[];
  }[],
): { readonly alone: readonly string[]; readonly asMasks: readonly string[] } {
  const pathsOf = (test: (annotation: Pick<Annotation, 'boxes' | 'shapes'>) => boolean): string[] =>
    images.flatMap(({ path, annotation, maskIndices }) =>
      annotation && maskIndices.length === 0 && test(annotation) ? [path] : [],
    );
  return {
    alone: pathsOf(({ shapes, boxes = 0 }) => shapes.length === 0 && boxes > 0),
    asMasks: pathsOf(({ shapes }) => shapes.length > 0 && shapes.every(({ kind }) => kind === 'box')),
  };
}

/** Paths of files whose own name says the opposite of what their folder was read as: `good/defect_1.png`. What a person said stands. */
export function contradictingNames(groups: readonly Group[]): string[] {
  return groups.flatMap(({ reading, why, entries }) => {
    if ((reading !== 'normal' && reading !== 'defect') || why === 'person' || why === 'file-names') return [];
    return entries.flatMap(({ path }) => {
      const { side } = meaningOf(stem(fileName(path)));
      return hasImageExtension(path) && side !== null && side !== reading ? [path] : [];
    });
  });
}

/** Words for sides or lights (front, back) in the names of images that were taken as one normal group. */
export const viewsInNames = (groups: readonly Group[]): string[] => [
  ...new Set(
    groups
      .filter(({ why }) => why === 'flat' || why === 'training')
      .flatMap(({ entries }) => nameFamilies(entries.filter(({ path }) => hasImageExtension(path))).views),
  ),
];

/** Files that may hold labels, or images, in a form that is not read: spreadsheets and stores of other programs. */
export const isClosedData = (path: string): boolean =>
  /\.(xlsx?|xlsm|ods|numbers|mat|parquet|pkl|pickle|h5|hdf5|tfrecords?|npy|npz)$/i.test(path);

export const folderFingerprint = (groups: readonly Group[]): string =>
  fingerprint(groups.map(({ id }) => id));

function reportGroup(group: Group, loaded: ReadonlyMap<number, LoadedImage>): ReportGroup {
  const { id, part, reading, why, type, entries } = group;
  const images = entries.flatMap(({ index }) => loaded.get(index) ?? []);
  const count = (test: (image: LoadedImage) => boolean): number => images.filter(test).length;
  return {
    id,
    part,
    reading,
    why,
    type,
    files: entries.length,
    train: count(({ role }) => role === 'train'),
    testNormal: count(({ role, label }) => role === 'test' && label === 'normal'),
    defects: count(({ label }) => label === 'anomalous'),
    masks: count(({ hasMask }) => hasMask),
    sample: images[0]?.path ?? null,
  };
}

/** @param folder fingerprint of the folder as it came, before anything was said of it */
export function makeReport(
  layout: {
    readonly className: string;
    readonly classNames: readonly string[];
    readonly groups: readonly Group[];
  },
  folder: string,
  images: readonly LoadedImage[],
  notices: readonly ReportNotice[],
  skipped: readonly SkippedFile[],
): DataReport {
  const loaded = new Map(images.map((image) => [image.index, image]));
  const reasons = new Map<SkipReason, number>();
  for (const { reason } of skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return {
    fingerprint: folder,
    className: layout.className,
    classNames: layout.classNames,
    groups: layout.groups
      .filter(({ entries }) =>
        entries.some(({ path, index }) => hasImageExtension(path) || loaded.has(index)),
      )
      .map((group) => reportGroup(group, loaded)),
    notices,
    leftOut: [...reasons].map(([reason, count]) => ({ reason, count })),
  };
}
