/**
 * The folders of each file, word for word: which of them speak of training or testing, of masks, of a side, and which only say that there
 * are pictures. Folders that all files share tell nothing of one file against another, so their sides and masks do not count.
 */
import { fileName, folders, hasImageExtension, stem } from '../paths.ts';
import type { Entry } from './types.ts';
import { derivedStem, isDerived, meaningOf, type NameMeaning, type Part } from './words.ts';

export interface TellingFolder {
  readonly name: string;
  /** Position among the file's folders. */
  readonly at: number;
  readonly side: NameMeaning['side'];
  readonly general: boolean;
}

export interface Placed {
  readonly entry: Entry;
  readonly parents: readonly string[];
  /** Folders that may name a product, a side or a kind of defect: not those for parts, masks and pictures as such. */
  readonly telling: readonly TellingFolder[];
  /** With folders whose names only may mean masks (labels), for files that turn out to be pictures. */
  readonly whole: readonly TellingFolder[];
  readonly part: Part | null;
  /** Position of the folder that says the part; -1 without one. */
  readonly partAt: number;
  readonly mask: NameMeaning['mask'];
  /** Pictures made from others (heat maps): the folder that it lies in, or what its own name says. */
  readonly derived?: string;
  /** What a table says of it where that is no side: it stands for a folder. */
  readonly value?: string;
}

/** How many leading folders all lists have in common. */
export function sharedDepth(lists: readonly (readonly string[])[]): number {
  if (lists.length === 0) return 0;
  let depth = 0;
  while (depth < lists[0].length && lists.every((list) => list[depth] === lists[0][depth])) depth++;
  return depth;
}

/** The files that look like images by name, or all where none does. */
export function hintsOf<T extends { readonly path: string }>(entries: readonly T[]): readonly T[] {
  const hints = entries.filter(({ path }) => hasImageExtension(path));
  return hints.length > 0 ? hints : entries;
}

function placeOne(entry: Entry, shared: number, isFlat: boolean): Placed {
  const parents = folders(entry.path);
  const telling: TellingFolder[] = [];
  const whole: TellingFolder[] = [];
  let part: Part | null = null;
  let partAt = -1;
  let mask: NameMeaning['mask'] = null;
  parents.forEach((name, at) => {
    const meaning = meaningOf(name);
    const common = at < shared;
    if (meaning.part !== null && !isFlat) {
      part = meaning.part;
      partAt = at;
    }
    if (meaning.mask !== null && !common) mask = mask === 'strong' ? mask : meaning.mask;
    const side = common ? null : meaning.side;
    const silent = meaning.neutral || (meaning.part !== null && side === null);
    if (silent || (meaning.mask === 'strong' && side === null && !common)) return;
    const folder = { name, at, side, general: meaning.general };
    whole.push(folder);
    if (meaning.mask === null || side !== null || common) telling.push(folder);
  });
  const derived = parents.find((name, at) => at >= shared && isDerived(name));
  return { entry, parents, telling, whole, part, partAt, mask, ...(derived !== undefined && { derived }) };
}

/** @param shared leading folders that do not count; by default those that all images have in common. */
export function placeAll(entries: readonly Entry[], shared?: number): Placed[] {
  const lists = hintsOf(entries).map(({ path }) => folders(path));
  const depth = shared ?? sharedDepth(lists);
  // One folder that is merely called `test` is a folder of images.
  const isFlat = shared === undefined && lists.every((list) => list.length === depth);
  return withDerivedFiles(entries.map((entry) => placeOne(entry, depth, isFlat)));
}

const folderOf = ({ entry: { path } }: Placed): string => path.slice(0, path.lastIndexOf('/') + 1);
const stemOf = ({ entry: { path } }: Placed): string => stem(fileName(path));

/** Pictures made from others that lie among those. A folder of nothing else is what a person wants to look at. */
function withDerivedFiles(placed: Placed[]): Placed[] {
  const images = placed.filter(({ entry }) => hasImageExtension(entry.path));
  const stems = new Set(images.map((one) => folderOf(one) + stemOf(one).toLowerCase()));
  const madeOf = new Map<Placed, string>();
  for (const one of images) {
    if (one.derived !== undefined) continue;
    const made = derivedStem(stemOf(one), (beside) => stems.has(folderOf(one) + beside));
    if (made !== null) madeOf.set(one, made);
  }
  if (madeOf.size === 0) return placed;
  const withOthers = new Set(images.filter((one) => !madeOf.has(one)).map(folderOf));
  return placed.map((one) => {
    const derived = madeOf.get(one);
    return derived !== undefined && withOthers.has(folderOf(one)) ? { ...one, derived } : one;
  });
}
