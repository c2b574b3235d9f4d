/**
 * Every group of the images, whoever said so: names and folders (groups.ts), a person's hand, near-duplicates that were accepted, a file. An
 * image that belongs to two of them joins both, so that no part of one is on either side of a split. One path for all sources: the folds of the
 * density, the share that is kept for the threshold and the intervals of the figures take their groups from here.
 */
import { findGroups, type NamedGroups } from './groups.ts';
import { JoinedSets } from './joined-sets.ts';

/** Who put images together. */
export const GROUP_SOURCES = ['hand', 'alike', 'file'] as const;
export type GroupSource = (typeof GROUP_SOURCES)[number];

/** `group` of an image that was said to stand alone, whatever its name says. */
export const ALONE = '';

/** `group` of an image: who said it, and a name among the groups of that source. */
export const givenGroup = (source: GroupSource, name: string | number): string => `${source} ${name}`;

export interface Groupable {
  readonly id: string;
  readonly path: string;
  readonly role: string;
  readonly label: string;
  /** `givenGroup`, `ALONE`, or absent where nobody said anything. */
  readonly group?: string;
}

export interface GroupedImages {
  /** Group of each image by its id; only of those that share theirs with another of their kind. */
  readonly groupOf: ReadonlyMap<string, string>;
  /** What names said of the normal training images. */
  readonly rule: NamedGroups['rule'];
  /** Groups of normal training images, and the images in them. */
  readonly groups: number;
  readonly images: number;
  /** Groups of test images; an AUROC's interval counts them as one image each. */
  readonly testGroups: number;
  /** Given groups that are shared by two images or more, by source. */
  readonly given: Readonly<Record<GroupSource, number>>;
}

/** Groups among images of one kind. */
function groupsAmong(images: readonly Groupable[], named: NamedGroups): Map<string, string> {
  const joined = new JoinedSets();
  const keyOf = new Map<string, string>();
  for (const { id, path, group } of images) {
    if (group === ALONE) continue;
    const byName = named.groupOf.get(path);
    const keys = [
      ...(byName === undefined ? [] : [`name ${byName}`]),
      ...(group === undefined ? [] : [group]),
    ];
    if (keys.length === 0) continue;
    keyOf.set(id, keys[0]);
    if (keys.length > 1) joined.join(keys[0], keys[1]);
  }
  const sizes = new Map<string, number>();
  for (const key of keyOf.values()) sizes.set(joined.rootOf(key), (sizes.get(joined.rootOf(key)) ?? 0) + 1);
  const shared = [...keyOf].filter(([, key]) => (sizes.get(joined.rootOf(key)) ?? 0) > 1);
  return new Map(shared.map(([id, key]) => [id, joined.rootOf(key)]));
}

/** Names of test images are read where those of the training images speak of pieces; their folders are types of defects. */
function namedInTest(rule: NamedGroups['rule'], paths: readonly string[]): NamedGroups {
  const found = findGroups(paths);
  return rule === 'names' && found.rule === 'names' ? found : { groupOf: new Map(), rule: null, groups: 0 };
}

export function groupImages(images: readonly Groupable[]): GroupedImages {
  const train = images.filter(({ role, label }) => role === 'train' && label === 'normal');
  const test = images.filter(({ role }) => role === 'test');
  const named = findGroups(train.map(({ path }) => path));
  const ofTrain = groupsAmong(train, named);
  const ofTest = groupsAmong(
    test,
    namedInTest(
      named.rule,
      test.map(({ path }) => path),
    ),
  );
  const sizes = new Map<string, number>();
  for (const { group } of images) if (group) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const shared = [...sizes].filter(([, size]) => size > 1).map(([group]) => group);
  const count = (source: GroupSource) => shared.filter((group) => group.startsWith(`${source} `)).length;
  return {
    groupOf: new Map([...ofTrain, ...ofTest]),
    rule: named.rule,
    groups: new Set(ofTrain.values()).size,
    images: ofTrain.size,
    testGroups: new Set(ofTest.values()).size,
    given: { hand: count('hand'), alike: count('alike'), file: count('file') },
  };
}

const known = new WeakMap<readonly Groupable[], GroupedImages>();

/** The same, remembered with the images. */
export function groupsOfImages(images: readonly Groupable[]): GroupedImages {
  const grouped = known.get(images) ?? groupImages(images);
  known.set(images, grouped);
  return grouped;
}

/** What the interval of a figure counts by: the group of each of these test images, or itself. Nothing where each stands alone. */
export function intervalGroups(
  images: readonly Groupable[],
  ids: readonly string[],
): { readonly groups?: readonly string[] } {
  const { groupOf, testGroups } = groupsOfImages(images);
  return testGroups === 0 ? {} : { groups: ids.map((id) => groupOf.get(id) ?? `image ${id}`) };
}

/** The images with these sets put together, or each of their images standing alone. */
export function grouped<T extends Groupable>(
  images: readonly T[],
  sets: readonly (readonly string[])[],
  as: GroupSource | 'alone',
): T[] {
  if (as !== 'alone') return putTogether(images, sets, as);
  const ids = new Set(sets.flat());
  return images.map((one) => (ids.has(one.id) ? { ...one, group: ALONE } : one));
}

/** The images with these put together: images that shared a given group with one of them come along. */
function putTogether<T extends Groupable>(
  images: readonly T[],
  sets: readonly (readonly string[])[],
  source: GroupSource,
): T[] {
  const numbers = images.flatMap(({ group }) => {
    const [, number] = /^\w+ (\d+)$/.exec(group ?? '') ?? [];
    return number ? [Number(number)] : [];
  });
  let next = Math.max(0, ...numbers);
  let all = [...images];
  for (const set of sets) {
    if (set.length < 2) continue;
    const group = givenGroup(source, ++next);
    const ids = new Set(set);
    const joined = new Set(all.flatMap((one) => (ids.has(one.id) && one.group ? [one.group] : [])));
    all = all.map((one) =>
      ids.has(one.id) || (one.group && joined.has(one.group)) ? { ...one, group } : one,
    );
  }
  return all;
}
