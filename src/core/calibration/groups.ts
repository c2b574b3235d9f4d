/**
 * Images that are not independent: tiles of one photograph, shots of a burst, one part from several sides. Read from names and folders;
 * a guess is made only where the names say so plainly, and the page tells what was found. What a person or a file says of an image
 * (`given-groups.ts`) comes on top.
 */

/** Groups that names or folders speak of. */
export interface NamedGroups {
  /** Group of each path; only of images that share theirs with another. */
  readonly groupOf: ReadonlyMap<string, string>;
  readonly rule: 'names' | 'folders' | null;
  /** With more than one image. */
  readonly groups: number;
}

/** Words between what a picture shows and which piece or view of it this is. */
const PIECE =
  /^(.+?)(?:[\s._-]*(?:tile|crop|patch|piece|part|view|side|camera|cam|angle|frame|shot|burst|row)|[\s._-]+[rxy])[\s._-]*\d+(?:[\s._-]*(?:col|c|x|y|of)?[\s._-]*\d+)?$/i;
/** A number and the number of a piece: `0012_3`, `board7-02`. */
const NUMBERED = /^(.*\d)[_-](\d{1,2}|[a-f])$/i;

const withoutExtension = (name: string): string => name.replace(/\.[^.]*$/, '');

/** The largest part of all images that a group may be: a larger one is a naming scheme, not a photograph. */
const LARGEST_GROUP = 0.25;
const FEWEST_GROUPS = 4;
/** Share of the names that must follow a pattern. */
const MOST_NAMES = 0.8;

function plausible(sizes: readonly number[], images: number): boolean {
  const shared = sizes.filter((size) => size > 1);
  return (
    shared.length > 0 &&
    sizes.length >= FEWEST_GROUPS &&
    Math.max(...sizes) <= Math.max(2, LARGEST_GROUP * images)
  );
}

function groupsBy(
  paths: readonly string[],
  keyOf: (folder: string, name: string) => string | null,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const cut = path.lastIndexOf('/');
    const key = keyOf(path.slice(0, Math.max(0, cut)), withoutExtension(path.slice(cut + 1)));
    const found = key ?? path;
    groups.set(found, [...(groups.get(found) ?? []), path]);
  }
  return groups;
}

function asResult(groups: ReadonlyMap<string, readonly string[]>, rule: 'names' | 'folders'): NamedGroups {
  const shared = [...groups].filter(([, members]) => members.length > 1);
  return {
    groupOf: new Map(shared.flatMap(([key, members]) => members.map((path) => [path, key] as const))),
    rule,
    groups: shared.length,
  };
}

/** Groups among images of one kind (normal training images). Without plain signs each image stands alone. */
export function findGroups(paths: readonly string[]): NamedGroups {
  for (const pattern of [PIECE, NUMBERED]) {
    let met = 0;
    const groups = groupsBy(paths, (folder, name) => {
      const [, stem] = pattern.exec(name) ?? [];
      if (stem) met++;
      return stem ? `${folder}/${stem}` : null;
    });
    const sizes = [...groups.values()].map(({ length }) => length);
    // A pattern that few names have met them by chance.
    if (met >= MOST_NAMES * paths.length && plausible(sizes, paths.length)) return asResult(groups, 'names');
  }
  const folders = groupsBy(paths, (folder) => folder);
  const sizes = [...folders.values()].map(({ length }) => length);
  if (plausible(sizes, paths.length)) return asResult(folders, 'folders');
  return { groupOf: new Map(), rule: null, groups: 0 };
}
