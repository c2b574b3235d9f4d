/**
 * Images of one product in groups that are judged as one: those of a telling folder, or where no folder tells, of a word in the names of the
 * files. Folders that differ in a running number alone (`kos01`, `kos02`) are one group.
 */
import { fileName, stem } from '../paths.ts';
import { groupBy } from './group-by.ts';
import { sharedDepth, type Placed } from './place.ts';
import { nameFamilies } from './name-families.ts';
import type { Answer } from './types.ts';
import { meaningOf, type Part, type Side, wordsOf } from './words.ts';

export interface RawGroup {
  readonly id: string;
  readonly name: string;
  readonly part: Part | null;
  /** What its name says. */
  readonly side: Side | null;
  readonly byFileNames: boolean;
  /** Pictures made from others. */
  readonly derived?: boolean;
  /** Told from its siblings by a word in the names of its files that nobody knows: it is asked about, with this proposal. */
  readonly asks?: Answer;
  readonly type: string;
  readonly files: readonly Placed[];
}

/** More kinds than this are no kinds of defects but numbered parts. */
const MOST_KINDS = 24;
const FEW_FILES = 10;
const CATEGORY = new Set(['class', 'type', 'category', 'cat', 'kind', 'grade', 'group', 'cluster', 'state']);
/** A side is read from file names when at least so many of a folder's files speak. */
const SPEAKING_SHARE = 0.05;

const skeleton = (name: string): string =>
  wordsOf(name)
    .map((word) => (/^\p{N}/u.test(word) ? '#' : word))
    .join('-');

interface Draft {
  readonly file: Placed;
  readonly part: Part | null;
  readonly side: Side | null;
  /** Telling folder, and the one that names the kind of defect. */
  readonly name: string;
  readonly kind: string;
  readonly depth: number;
  /** The name stands by itself: a table's value, or a folder of pictures made from others. */
  readonly alone?: boolean;
}

function draft(file: Placed, productDepth: number): Draft {
  const { derived } = file;
  if (derived !== undefined)
    return { file, part: null, side: null, name: derived, kind: derived, depth: -1, alone: true };
  const rest = file.telling.slice(productDepth);
  const at = rest.findIndex(({ side }) => side !== null);
  const { part } = file;
  if (at < 0) {
    const [first] = rest;
    if (file.value !== undefined)
      return { file, part, side: null, name: file.value, kind: file.value, depth: -1, alone: true };
    return {
      file,
      part,
      side: null,
      name: first?.name ?? '',
      kind: first?.name ?? '',
      depth: first ? first.at + 1 : -1,
    };
  }
  const own = rest[at];
  const next = rest[at + 1];
  // A folder that only says "defect" may hold folders of kinds.
  const kind = own.side === 'defect' && own.general && next ? next : own;
  return { file, part, side: own.side, name: own.name, kind: kind.name, depth: kind.at + 1 };
}

/** Kinds that are mere numbers of parts are no kinds. */
function foldKinds(drafts: readonly Draft[]): Draft[] {
  const kinds = groupBy(
    drafts.filter(({ side }) => side === 'defect'),
    ({ name }) => name,
  );
  return drafts.map((one) => {
    if (one.side !== 'defect' || one.kind === one.name) return one;
    const names = [...new Set((kinds.get(one.name) ?? []).map(({ kind }) => kind))];
    const numbered = names.filter((name) => skeleton(name) === skeleton(one.kind)).length;
    const isNumber = skeleton(one.kind).includes('#') && numbered >= 2;
    return names.length > MOST_KINDS || isNumber ? { ...one, kind: one.name, depth: one.depth - 1 } : one;
  });
}

/** Where no folder speaks and they lie in one another (`deck/CD`, `wall/CW`), the innermost are told apart: the label may be there. */
function toLeaves(drafts: readonly Draft[], productDepth: number): readonly Draft[] {
  const isOpen = drafts.every(({ side, part, alone }) => side === null && part === null && !alone);
  if (!isOpen || new Set(drafts.map(({ name }) => name)).size < 2) return drafts;
  const leaves = drafts.map(({ file }) => file.telling.slice(productDepth));
  const paths = new Set(leaves.map((leaf) => leaf.map(({ name }) => name).join('/')));
  // A folder with images of its own is told apart as it is, whatever lies in it.
  if (paths.size > MOST_KINDS || leaves.some(({ length }) => length < 2)) return drafts;
  return drafts.map((one, i) => {
    const last = leaves[i].at(-1);
    if (!last) return one;
    const name = leaves[i].map((folder) => folder.name).join('/');
    return { ...one, name, kind: last.name, depth: last.at + 1 };
  });
}

/** One name for folders that differ in a number alone, or null where such numbers may mean classes. */
function batchName(drafts: readonly Draft[]): (one: Draft) => string | null {
  const unknown = drafts.filter(({ side, name, alone }) => side === null && name !== '' && !alone);
  const batches = groupBy(unknown, ({ part, name }) => `${part}/${skeleton(name)}`);
  return (one) => {
    if (one.side !== null || one.name === '' || one.alone) return null;
    const shape = skeleton(one.name);
    if (!shape.includes('#')) return null;
    const members = batches.get(`${one.part}/${shape}`) ?? [];
    const count = new Set(members.map(({ name }) => name)).size;
    const words = shape.split('-').filter((word) => word !== '#');
    const isCategory = words.some((word) => CATEGORY.has(word));
    const isPlain = shape === '#' && (count < 8 || members.length > FEW_FILES * count);
    return count >= 4 && !isCategory && !isPlain ? shape : null;
  };
}

const commonFolder = (files: readonly Placed[]): string => {
  const lists = files.map(({ parents }) => parents);
  return lists[0].slice(0, sharedDepth(lists)).join('/');
};

/** Splits a group whose folder says nothing by what its files' names say, when some of them speak. */
function splitByNames(group: RawGroup): RawGroup[] {
  if (group.side !== null || group.derived) return [group];
  const sides = groupBy(group.files, ({ entry }) => meaningOf(stem(fileName(entry.path))).side ?? 'silent');
  const silent = sides.get('silent') ?? [];
  const speaking = group.files.length - silent.length;
  if (speaking < Math.max(1, group.files.length * SPEAKING_SHARE)) return [group];
  const tell = (['normal', 'defect'] as const).flatMap((side): RawGroup[] => {
    const files = sides.get(side);
    if (!files) return [];
    const only = speaking === files.length && silent.length === 0;
    const words = new Set(files.flatMap(({ entry }) => sidedWord(stem(fileName(entry.path)), side)));
    const mark = words.size === 1 ? [...words][0] : side;
    const type = side === 'defect' ? mark : group.type;
    return [
      { ...group, id: only ? group.id : `${group.id}/*${mark}*`, side, byFileNames: true, type, files },
    ];
  });
  return silent.length === 0 ? tell : [...tell, { ...group, id: `${group.id}/*`, files: silent }];
}

/** The word of a file's name that speaks of the side. */
function sidedWord(name: string, side: Side): string[] {
  return wordsOf(name)
    .filter((word) => meaningOf(word).side === side)
    .slice(0, 1);
}

/** Splits a group of which nothing is known by families of names (`P_001` beside `F_001`), where there are some. */
export function splitByFamilies(group: RawGroup): RawGroup[] {
  const { families, likelyNormal } = nameFamilies(
    group.files.map((file) => ({ file, path: file.entry.path })),
  );
  if (families.length === 0) return [group];
  return families.map((family): RawGroup => {
    const id = `${group.id}/${family.mark === '' ? '*' : `*${family.mark}*`}`.replace(/^\//, '');
    return {
      ...group,
      id,
      name: family.mark,
      type: family.mark === '' ? 'defect' : family.mark,
      asks: family === likelyNormal ? 'normal' : 'defect',
      files: family.files.map(({ file }) => file),
    };
  });
}

function idOf({ name, alone, depth, file }: Draft, folder: string, shape: string | null): string {
  if (shape !== null) return `${folder}/${shape.replaceAll('-', '').replaceAll('#', '*')}`;
  if (alone) return folder.endsWith(name) ? folder : `${folder}/${name}`;
  // Of `test_A/bad` and `test_B/bad` the folder that they share says nothing.
  const own = depth > 0 ? file.parents[depth - 1] : '';
  return own === '' || folder.split('/').includes(own) ? folder : `${folder}/*/${own}`;
}

/** Images in groups, in the order of their first files. */
export function groupImages(files: readonly Placed[], productDepth: number): RawGroup[] {
  const drafts = toLeaves(foldKinds(files.map((file) => draft(file, productDepth))), productDepth);
  const batch = batchName(drafts);
  const keyOf = (one: Draft): string => {
    const shape = batch(one);
    const own = shape === null ? [one.side, one.name, one.kind] : ['batch', shape];
    return [one.part, ...own].join('\n');
  };
  const groups = groupBy(drafts, keyOf);
  const raw = [...groups.values()].map((members): RawGroup => {
    const [first] = members;
    const own = members.map(({ file }) => file);
    const shape = batch(first);
    const folder = commonFolder(own);
    const id = idOf(first, folder, shape);
    return {
      id,
      name: shape ?? first.name,
      part: first.part,
      side: first.side,
      byFileNames: false,
      ...(first.file.derived !== undefined && { derived: true }),
      type: first.side === 'normal' ? 'good' : shape === null ? first.kind : '',
      files: own,
    };
  });
  const ofTable = (group: RawGroup): boolean =>
    group.files[0].value !== undefined && group.name === group.files[0].value;
  // Values in their own order, so that 0 stands before 1 whatever the files.
  const values = raw.filter(ofTable).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const ordered = raw.map((group) => (ofTable(group) ? (values.shift() ?? group) : group));
  return unique(ordered.flatMap(splitByNames));
}

function unique(groups: readonly RawGroup[]): RawGroup[] {
  const seen = new Map<string, number>();
  return groups.map((group) => {
    const count = (seen.get(group.id) ?? 0) + 1;
    seen.set(group.id, count);
    return count === 1 ? group : { ...group, id: `${group.id} (${count})` };
  });
}
