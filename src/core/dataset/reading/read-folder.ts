/**
 * From paths (and a first look at a few files) to groups with a reading each. Pure: the same files in any order give the same result, and what a
 * person said before is an input like the paths.
 */
import { folders, hasImageExtension } from '../paths.ts';
import type { SkippedFile } from '../types.ts';
import { speaksOf } from './answers.ts';
import { findMasks, type Facts } from './find-masks.ts';
import type { Judged } from './judge.ts';
import { pairMasks, type Pairing } from './pair.ts';
import { hintsOf, placeAll, sharedDepth, type Placed } from './place.ts';
import { findProducts } from './products.ts';
import { readProduct } from './read-product.ts';
import type { Annotation } from '../annotations/types.ts';
import type { Correction, Entry, FolderReading, Group, Question, QuestionKind, Why } from './types.ts';
import { meaningOf } from './words.ts';

/** The class name that takes all classes together. */
const ALL_CLASSES = '*';

export interface ReadOptions {
  readonly className?: string;
  readonly facts: Facts;
  readonly corrections: readonly Correction[];
  /** Images that annotation files speak of. */
  readonly annotated: ReadonlyMap<number, Annotation>;
}

export interface ReadFolder extends FolderReading {
  /** Images of the groups that are used, and the masks, with the masks of each image. */
  readonly images: readonly Placed[];
  readonly masks: readonly Placed[];
  readonly pairing: Pairing;
}

function skipOutside({ entry }: Placed): SkippedFile {
  return hasImageExtension(entry.path)
    ? {
        path: entry.path,
        reason: 'outside-layout',
        detail: 'It lies in none of the folders train, test and ground_truth.',
      }
    : { path: entry.path, reason: 'not-an-image', detail: 'It lies beside the images and is none.' };
}

/** Files that a person, or their place, sets among the test images. */
function withParts(
  placed: readonly Placed[],
  corrections: readonly Correction[],
  annotated: ReadonlyMap<number, Annotation>,
): Placed[] {
  const files = placed.map((file) => {
    const { part = null, value } = annotated.get(file.entry.index) ?? {};
    const valued = value === undefined ? file : { ...file, value };
    return part === null ? valued : { ...valued, part };
  });
  const tests = corrections.filter(({ as }) => as === 'test');
  if (tests.length === 0) return [...files];
  return files.map((file) =>
    tests.some(({ name }) => speaksOf(name, file.parents.join('/'), [file]))
      ? { ...file, part: 'test', partAt: Math.max(file.partAt, 0) }
      : file,
  );
}

const QUESTION_OF: (judged: Judged) => QuestionKind = ({ why }) =>
  why === 'no-label' ? 'labels' : why === 'mask-content' ? 'masks' : 'sides';

function questionsOf(judged: readonly Judged[]): Question[] {
  const open = judged.filter(({ reading }) => reading === 'open');
  return (['sides', 'masks', 'labels'] as const).flatMap((kind) => {
    const groups = open.filter((one) => QUESTION_OF(one) === kind).map(({ group }) => group.id);
    return groups.length > 0 ? [{ kind, groups }] : [];
  });
}

function toGroup({ group, reading, why, proposal }: Judged, type: string): Group {
  return {
    id: group.id,
    name: group.name,
    part: group.part,
    reading,
    why,
    type,
    entries: group.files.map(({ entry }) => entry),
    proposal,
  };
}

const maskGroup = (files: readonly Placed[], why: Why): Group[] => {
  if (files.length === 0) return [];
  const lists = files.map(({ parents }) => parents);
  const id = `${lists[0].slice(0, sharedDepth(lists)).join('/')} (masks)`;
  const entries: Entry[] = files.map(({ entry }) => entry);
  return [{ id, name: '', part: null, reading: 'mask', why, type: '', entries, proposal: null }];
};

/** Everything there is lies in one folder whose name speaks of defects, or all names do: is any of it normal? */
function askAboutDefectsAlone(judged: readonly Judged[], sharedFolders: readonly string[]): Judged[] {
  const used = judged.filter(({ reading }) => reading !== 'mask' && reading !== 'leave-out');
  if (judged.some(({ group }) => group.part !== null)) return [...judged];
  const only = used.every(({ reading, why }) => reading === 'defect' && why !== 'person');
  const flat = used.length === 1 && used[0].why === 'flat';
  const speaks = flat && sharedFolders.some((name) => meaningOf(name).side === 'defect');
  if (!speaks && !(only && used.length > 0)) return [...judged];
  return judged.map((one) =>
    used.includes(one) ? { ...one, reading: 'open', why: 'unclear', proposal: 'defect' } : one,
  );
}

/** Reads files whose names were checked, in natural order. */
export function readFolder(entries: readonly Entry[], options: ReadOptions): ReadFolder {
  const { facts, corrections } = options;
  const first = withParts(placeAll(entries), corrections, options.annotated);
  const shared = hintsOf(entries).map(({ path }) => folders(path));
  const sharedFolders = shared.length > 0 ? shared[0].slice(0, sharedDepth(shared)) : [];
  const named = findMasks(first, facts);
  const placed = first.map((file) =>
    file.mask === 'weak' && !named.has(file) ? { ...file, telling: file.whole, mask: null } : file,
  );
  const pictures = placed.filter((file) => !named.has(file));
  const { products, outside } = findProducts(
    placed,
    hintsOf(pictures.map((file) => ({ ...file.entry, file }))).map(({ file }) => file),
  );
  const withTraining =
    products.find(({ files }) => files.some(({ part }) => part === 'train')) ?? products[0];
  const chosen = products.find(({ name }) => name === options.className) ?? withTraining;
  const taken = options.className === ALL_CLASSES ? products : [chosen];

  const skipped = outside.map(skipOutside);
  for (const product of products) {
    if (taken.includes(product)) continue;
    const detail = `${product.files.length} files of another class; one class is loaded at a time.`;
    const lists = product.files.map(({ parents }) => parents);
    skipped.push({
      path: `${lists[0].slice(0, sharedDepth(lists)).join('/')}/`,
      reason: 'other-class',
      detail,
    });
  }

  const masks: Placed[] = [];
  const all: Judged[] = [];
  const images: Placed[] = [];
  for (const product of taken) {
    const own = readProduct(product, named, options);
    masks.push(...own.masks);
    all.push(...own.judged);
    for (const one of own.judged) {
      if (one.reading === 'leave-out' || one.reading === 'unlabelled') skipped.push(...leftOut(one));
      else if (one.reading !== 'mask') images.push(...one.group.files);
    }
  }
  const judged = askAboutDefectsAlone(all, sharedFolders);
  const sides = new Map(
    judged.flatMap(({ group, reading }) =>
      reading === 'normal' || reading === 'defect' ? group.files.map((file) => [file, reading] as const) : [],
    ),
  );
  const ofGroups = new Set(
    judged.filter(({ reading }) => reading === 'mask').flatMap(({ group }) => group.files),
  );
  const pairing = pairMasks(images, masks, (file) => sides.get(file) ?? null);
  return {
    className: taken.length > 1 ? ALL_CLASSES : chosen.name || (products.length > 1 ? chosen.key : ''),
    classNames: products.map(({ name }) => name).filter((name) => name !== '' || products.length > 1),
    groups: [
      ...judged.map((one) => toGroup(one, one.group.type)),
      ...maskGroup(
        masks.filter((file) => !ofGroups.has(file)),
        'mask-name',
      ),
    ],
    questions: questionsOf(judged),
    skipped,
    hasParts: judged.some(({ group }) => group.part !== null),
    images,
    masks,
    pairing,
  };
}

const LEFT_OUT = {
  unlabelled: 'Nobody says whether it shows a normal part or a defect.',
  'left-out-by-hand': 'Its group was left out by hand.',
} as const;

function leftOut({ group, reading, why }: Judged): SkippedFile[] {
  return group.files.map((file) => {
    if (!hasImageExtension(file.entry.path) || (reading === 'leave-out' && why !== 'person')) {
      return skipOutside(file);
    }
    const reason = reading === 'unlabelled' ? 'unlabelled' : 'left-out-by-hand';
    return { path: file.entry.path, reason, detail: LEFT_OUT[reason] };
  });
}
