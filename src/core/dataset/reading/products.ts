/**
 * Products: a folder that holds a normal side, or folders for training and testing, holds a whole set of its own. Several of them side by side
 * (a root of MVTec AD, two products of a shop floor) are a choice, not one set.
 */
import { fileName, naturalKey } from '../paths.ts';
import { sharedDepth, type Placed } from './place.ts';

export interface Product {
  /** Names of its folders from the root, joined; '' for the whole. */
  readonly key: string;
  /** How many telling folders that are. */
  readonly depth: number;
  readonly name: string;
  readonly files: readonly Placed[];
}

const keyOf = (file: Placed, depth: number): string =>
  file.telling
    .slice(0, depth)
    .map(({ name }) => name)
    .join('/');

const firstSide = ({ telling }: Placed): number => telling.findIndex(({ side }) => side !== null);

/** Depth of the product that a file speaks of by a side or a part, or -1. */
function rootDepth(file: Placed, by: 'normal' | 'defect' | 'part'): number {
  const side = firstSide(file);
  if (by !== 'part') return side >= 0 && file.telling[side].side === by ? side : -1;
  if (file.part === null) return -1;
  const before = file.telling.filter(({ at }) => at < file.partAt).length;
  return side >= 0 ? Math.min(side, before) : before;
}

function findRoots(files: readonly Placed[]): Map<string, number> {
  const roots = new Map<string, number>();
  const below = (file: Placed): boolean =>
    Array.from({ length: file.telling.length + 1 }, (_, depth) => keyOf(file, depth)).some((key) =>
      roots.has(key),
    );
  for (const by of ['normal', 'part', 'defect'] as const) {
    const found = new Map<string, number>();
    for (const file of files) {
      const depth = rootDepth(file, by);
      if (depth >= 0 && (by === 'normal' || !below(file))) found.set(keyOf(file, depth), depth);
    }
    for (const [key, depth] of found) roots.set(key, depth);
  }
  return roots;
}

/** Names: the last folder, or the whole path where two would be called the same. */
function nameAll(keys: readonly string[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(fileName(key), (counts.get(fileName(key)) ?? 0) + 1);
  return new Map(keys.map((key) => [key, counts.get(fileName(key)) === 1 ? fileName(key) : key]));
}

/** A day, or a numbered batch: more of the same product. */
const DAY = /^(?:19|20)\d\d[-_. ]?(?:0\d|1[0-2])[-_. ]?[0-3]\d(?:\D.*)?$/;
const BATCH =
  /^(?:batch|lot|charge|day|tag|week|woche|shift|schicht|run|session|lote|jour|giorno|dia)[-_. ]*\d+$/i;

/** The folder that holds days or batches of one product side by side, or null. */
function sameProduct(keys: readonly string[]): { readonly key: string; readonly depth: number } | null {
  if (keys.length < 2 || !keys.every((key) => DAY.test(fileName(key)) || BATCH.test(fileName(key))))
    return null;
  const above = new Set(keys.map((key) => key.slice(0, Math.max(0, key.lastIndexOf('/')))));
  const [key] = above;
  return above.size === 1 ? { key, depth: key === '' ? 0 : key.split('/').length } : null;
}

const hasTraining = (files: readonly Placed[]): boolean =>
  files.some((file) => file.mask === null && (file.part === 'train' || file.part === null));

/**
 * The products among the files (`images` are those that are no masks), in natural order, and files that belong to none. Folders of test images
 * alone belong to the one product that can be trained on.
 */
export function findProducts(
  files: readonly Placed[],
  images: readonly Placed[],
): { readonly products: readonly Product[]; readonly outside: readonly Placed[] } {
  const roots = findRoots(images);
  if (roots.size === 0) {
    const depth = sharedDepth(images.map(({ telling }) => telling.map(({ name }) => name)));
    return { products: [{ key: '', depth, name: '', files }], outside: [] };
  }
  const depths = [...new Set(roots.values())].sort((a, b) => b - a);
  const byKey = new Map<string, Placed[]>([...roots.keys()].map((key) => [key, []]));
  const outside: Placed[] = [];
  for (const file of files) {
    const depth = depths.find((one) => one <= file.telling.length && byKey.has(keyOf(file, one)));
    if (depth === undefined) outside.push(file);
    else byKey.get(keyOf(file, depth))?.push(file);
  }
  const trainable = [...byKey].filter(([, own]) => hasTraining(own)).map(([key]) => key);
  if (trainable.length === 1) {
    const home = byKey.get(trainable[0]) ?? [];
    for (const [key, own] of byKey) {
      if (key === trainable[0]) continue;
      home.push(...own);
      byKey.delete(key);
    }
  }
  const batches = sameProduct([...byKey.keys()]);
  if (batches !== null) {
    const all = [...byKey.values()].flat();
    return {
      products: [{ key: batches.key, depth: batches.depth, name: fileName(batches.key), files: all }],
      outside,
    };
  }
  const keys = [...byKey.keys()].sort((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1));
  const names = nameAll(keys);
  return {
    products: keys.map((key) => ({
      key,
      depth: roots.get(key) ?? 0,
      name: names.get(key) ?? key,
      files: byKey.get(key) ?? [],
    })),
    outside,
  };
}
