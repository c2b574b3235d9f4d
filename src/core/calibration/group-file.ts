/** A table of groups, `image,group` in each row: which images belong together. Images are named by their path, its end, or their name. */
import { readCsv } from '../dataset/annotations/tables.ts';
import { PlaygroundError } from '../errors.ts';
import { ALONE, givenGroup, type Groupable } from './given-groups.ts';

const TITLES = new Set(['image', 'images', 'file', 'filename', 'path', 'name']);
const GROUP_TITLES = new Set(['group', 'groups']);

/** Whether the first row says that this is such a table: other tables speak of labels or defects. */
export function isGroupTable(text: string): boolean {
  const [image = '', group = ''] = (readCsv(text)[0] ?? []).map((title) => title.toLowerCase());
  return TITLES.has(image) && GROUP_TITLES.has(group);
}

/** Names that an error tells. */
const TOLD = 5;

/** The images whose path is this, or ends with it. */
function named<T extends Groupable>(images: readonly T[], wanted: string): T[] {
  const clean = wanted.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  const exact = images.filter(({ path }) => path === clean);
  return exact.length > 0 ? exact : images.filter(({ path }) => path.endsWith(`/${clean}`));
}

const list = (names: readonly string[]): string =>
  names.slice(0, TOLD).join(', ') + (names.length > TOLD ? ', …' : '');

/**
 * The images with the groups of the table; those that it does not name stay as they are, and an empty group stands for an image alone.
 * @throws PlaygroundError `groups-unreadable` in plain words; nothing is taken of a table with a fault
 */
export function withGroupsOf<T extends Groupable>(images: readonly T[], text: string): T[] {
  const fail = (reason: string) =>
    new PlaygroundError('groups-unreadable', `${reason} Nothing was taken of the table.`, { reason });
  const rows = readCsv(text);
  const body = TITLES.has((rows[0]?.[0] ?? '').toLowerCase()) ? rows.slice(1) : rows;
  if (body.length === 0)
    throw fail('The table has no rows: give an image and its group in each, "image,group".');
  const short = body.findIndex((row) => row.length < 2);
  if (short >= 0)
    throw fail(
      `Row ${short + 1 + rows.length - body.length} has no group: give an image and its group in each, "image,group".`,
    );
  const groupOf = new Map<string, string>();
  const missing: string[] = [];
  const several: string[] = [];
  const twice: string[] = [];
  for (const [name, group] of body) {
    const found = named(images, name);
    if (found.length === 0) missing.push(name);
    else if (found.length > 1) several.push(name);
    else {
      const value = group === '' ? ALONE : givenGroup('file', group);
      if ((groupOf.get(found[0].id) ?? value) !== value) twice.push(name);
      groupOf.set(found[0].id, value);
    }
  }
  if (missing.length > 0)
    throw fail(`${missing.length} of ${body.length} rows name an image that is not there: ${list(missing)}.`);
  if (several.length > 0)
    throw fail(
      `${several.length} rows name more than one image; give more of their paths: ${list(several)}.`,
    );
  if (twice.length > 0) throw fail(`An image is in two groups: ${list(twice)}.`);
  const given = [...groupOf.values()].filter((group) => group !== ALONE);
  if (given.length > 0 && new Set(given).size === given.length) throw fail('No two images share a group.');
  return images.map((image) => {
    const group = groupOf.get(image.id);
    return group === undefined ? image : { ...image, group };
  });
}
