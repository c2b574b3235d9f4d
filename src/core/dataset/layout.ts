/**
 * From paths and a first look at a few files: which files are training and test images, with which labels and masks, what is asked, and what
 * is left out and why. A file with a strange name keeps its place here, for its first bytes to decide.
 */
import type { Annotation } from './annotations/types.ts';
import { isSystemPath, naturalKey, normalisePath } from './paths.ts';
import type { Entry, Layout, PlannedImage } from './layout-types.ts';
import { suffixed } from './reading/find-masks.ts';
import { readLaterDrop } from './reading/later-drop.ts';
import { readFolder } from './reading/read-folder.ts';
import { settle } from './reading/settle.ts';
import type { Correction, FileFacts, Group } from './reading/types.ts';
import type { Role, SkippedFile } from './types.ts';

export interface LayoutOptions {
  /** Where the files go: a new data set, or more images for the one that is open. */
  readonly target: 'replace' | 'add-train' | 'add-test' | 'add-calibration';
  /** Class to take when several are there. */
  readonly className?: string;
  /** Images already loaded, which dropped masks may belong to. */
  readonly existing?: readonly { readonly id: string; readonly path: string; readonly role: Role }[];
  /** What a person said of groups, the last word last. */
  readonly corrections?: readonly Correction[];
  /** What is known of the content of some files. */
  readonly facts?: ReadonlyMap<number, FileFacts>;
  /** What annotation files say of images. */
  readonly annotated?: ReadonlyMap<number, Annotation>;
  /** Files that have said all they have to say: annotations. */
  readonly used?: readonly number[];
}

const LATER_ROLES = { 'add-train': 'train', 'add-test': 'test', 'add-calibration': 'calibration' } as const;

/** The readable part of a path that is refused or reported: control characters shown, length limited. */
export function displayPath(raw: string): string {
  // eslint-disable-next-line no-control-regex
  const shown = raw.replace(/[\u0000-\u001f\u007f]/g, '\uFFFD');
  return shown.length > 320 ? `${shown.slice(0, 200)}…${shown.slice(-80)}` : shown;
}

function checkNames(
  paths: readonly string[],
  used: ReadonlySet<number>,
): { entries: Entry[]; skipped: SkippedFile[] } {
  const skipped: SkippedFile[] = [];
  const keyed: { entry: Entry; key: string }[] = [];
  paths.forEach((raw, index) => {
    if (used.has(index)) return;
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

const orphan = (path: string, lookedFor: string): SkippedFile => ({
  path,
  reason: 'mask-without-image',
  detail: `No image is called ${lookedFor}.`,
});

/** Files looked at in each group, and of all masks. */
const SAMPLES = 4;
const MASK_SAMPLES = 12;
const MOST_SAMPLES = 160;

/** `count` of the entries, spread evenly. */
const spread = (entries: readonly Entry[], count: number): number[] =>
  Array.from(
    { length: Math.min(count, entries.length) },
    (_, i) => entries[Math.floor((i * entries.length) / Math.min(count, entries.length))].index,
  );

/** Some of each group; of files that are called as others with something behind, some of each kind: they may be masks. */
const samplesOf = (groups: readonly Group[]): number[] =>
  groups
    .flatMap(({ entries, reading }) => {
      if (reading === 'mask') return spread(entries, MASK_SAMPLES);
      const kinds = [...suffixed(entries).values()].slice(0, SAMPLES);
      const own = new Set(kinds.flat());
      const plain = entries.filter((entry) => !own.has(entry));
      return [plain, ...kinds].flatMap((some) => spread(some, SAMPLES));
    })
    .slice(0, MOST_SAMPLES);

/** The kind that an annotation names where the folder names none. */
const typeOf = ({ type, reading }: Group, annotation: Annotation | undefined): string =>
  reading === 'by-mask' || type === '' ? (annotation?.types[0] ?? type) : type;

/** As long as it is not known what a mask holds, one beside anything but a normal image is taken to mark something. */
const provisional = (
  masks: number,
  { reading }: Group,
  annotation: Annotation | undefined,
): boolean | null => (annotation?.side === 'defect' || (masks > 0 && reading !== 'normal') ? true : null);

/** Recognises the layout of dropped paths (any form, any order). The result depends on the set of paths only. */
export function recogniseLayout(paths: readonly string[], options: LayoutOptions): Layout {
  const { entries, skipped } = checkNames(paths, new Set(options.used));
  const { target, facts = new Map<number, FileFacts>() } = options;
  if (target !== 'replace') {
    return laterDrop(entries, skipped, LATER_ROLES[target], options.existing ?? [], facts);
  }
  const { className, corrections = [], annotated = new Map<number, Annotation>() } = options;
  const read = readFolder(entries, { className, facts, corrections, annotated });
  const groupOf = new Map(
    read.groups.flatMap((group) => group.entries.map(({ index }) => [index, group] as const)),
  );
  const planned = read.images.flatMap((file, i) => {
    const group = groupOf.get(file.entry.index);
    const masks = read.pairing.masksOf[i].map((mask) => read.masks[mask].entry.index);
    return group ? [{ file, group, masks }] : [];
  });
  planned.sort((a, b) => (naturalKey(a.file.entry.path) < naturalKey(b.file.entry.path) ? -1 : 1));
  const settled = settle(
    planned.map(({ file, group, masks }) => ({
      part: group.part,
      reading: group.reading,
      type: typeOf(group, annotated.get(file.entry.index)),
      marked: provisional(masks.length, group, annotated.get(file.entry.index)),
    })),
  );
  const images = planned.map(({ file, group, masks }, i): PlannedImage => ({
    ...file.entry,
    ...settled.images[i],
    maskIndices: masks,
    reading: group.reading,
    part: group.part,
    type: typeOf(group, annotated.get(file.entry.index)),
    annotation: annotated.get(file.entry.index) ?? null,
  }));
  for (const { mask, lookedFor } of read.pairing.orphans) {
    skipped.push(orphan(read.masks[mask].entry.path, lookedFor));
  }
  const mixed = images.some(({ role }) => role === 'test');
  return {
    kind: images.length === 0 ? 'empty' : read.hasParts ? 'classes' : mixed ? 'folders' : 'flat',
    className: read.className,
    classNames: read.classNames,
    images,
    masksForExisting: [],
    heldOut: settled.heldOut,
    skipped: [...skipped, ...read.skipped],
    groups: read.groups,
    questions: read.questions,
    samples: samplesOf(read.groups),
  };
}

function laterDrop(
  entries: readonly Entry[],
  skipped: SkippedFile[],
  role: Role,
  existing: NonNullable<LayoutOptions['existing']>,
  facts: ReadonlyMap<number, FileFacts>,
): Layout {
  const before = existing.filter((item) => item.role === 'test');
  const beforeEntries = before.map(({ path }, index) => ({ index, path }));
  const { images, masks, pairing } = readLaterDrop(entries, role, beforeEntries, facts);
  const tests = images.filter((image) => image.role === 'test');
  const indices = (place: number): number[] => pairing.masksOf[place].map((mask) => masks[mask].entry.index);
  const own = new Map(tests.map((image, i) => [image, indices(i)]));
  for (const { mask, lookedFor } of pairing.orphans) skipped.push(orphan(masks[mask].entry.path, lookedFor));
  const masksForExisting = before
    .map((item, i) => ({ itemId: item.id, maskIndices: indices(tests.length + i) }))
    .filter(({ maskIndices }) => maskIndices.length > 0);
  return {
    kind:
      images.length > 0
        ? role === 'test'
          ? 'folders'
          : 'flat'
        : masksForExisting.length > 0
          ? 'masks'
          : 'empty',
    className: '',
    classNames: [],
    images: images.map((image) => {
      const { file, ...settled } = image;
      const maskIndices = own.get(image) ?? [];
      return {
        ...file.entry,
        ...settled,
        maskIndices,
        reading: null,
        part: null,
        type: settled.defectType,
        annotation: null,
      };
    }),
    masksForExisting,
    heldOut: 0,
    skipped,
    groups: [],
    questions: [],
    samples: [],
  };
}
