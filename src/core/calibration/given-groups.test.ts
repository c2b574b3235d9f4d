/** Groups from any source hold together: in folds, in the share for the threshold, and in what intervals count by. */
import { describe, expect, it } from 'vitest';
import { makeFolds } from '../density/folds.ts';
import { createRandom } from '../random/random.ts';
import { ALONE, givenGroup, grouped, groupImages, groupsOfImages, intervalGroups } from './given-groups.ts';
import type { Groupable } from './given-groups.ts';
import { isGroupTable, withGroupsOf } from './group-file.ts';
import { chooseCalibration } from './split.ts';

const image = (path: string, role = 'train', label = 'normal'): Groupable => ({
  ...{ id: `id ${path}`, path, role, label },
});
const plain = (count: number) =>
  Array.from({ length: count }, (_, i) => image(`set/train/good/part-${String(i).padStart(3, '0')}x.png`));
const ids = (images: readonly Groupable[], ...at: number[]) => at.map((i) => images[i].id);

describe('given groups', () => {
  it('come by hand, join names, are taken apart again, and say who made them', () => {
    const images = plain(40);
    expect(groupImages(images)).toMatchObject({ groups: 0, images: 0, rule: null });
    const once = grouped(images, [ids(images, 0, 1, 2)], 'hand');
    expect(groupImages(once)).toMatchObject({ groups: 1, images: 3, given: { hand: 1, alike: 0, file: 0 } });
    // One of an old group draws the others along.
    const more = grouped(once, [ids(images, 2, 7), ids(images, 10, 11), ids(images, 12)], 'alike');
    expect(groupImages(more)).toMatchObject({ groups: 2, images: 6, given: { hand: 0, alike: 2, file: 0 } });
    const apart = grouped(more, [ids(images, 10)], 'alone');
    expect(groupImages(apart)).toMatchObject({ groups: 1, images: 4 });
    const tiles = Array.from({ length: 40 }, (_, i) => image(`good/p${Math.floor(i / 4)}_tile${i % 4}.png`));
    const joined = groupImages(grouped(tiles, [ids(tiles, 0, 4)], 'hand'));
    expect(joined).toMatchObject({ rule: 'names', groups: 9, images: 40 });
    expect(joined.groupOf.get(tiles[1].id)).toBe(joined.groupOf.get(tiles[7].id));
    expect(groupImages(grouped(tiles, [ids(tiles, 0)], 'alone')).groupOf.has(tiles[0].id)).toBe(false);
  });

  it('are never split, whatever the sources, the seed and the share', () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = createRandom(seed, 'given-groups');
      const count = random.int(30, 150);
      let images = Array.from({ length: count }, (_, i) =>
        image(seed % 2 === 0 ? `good/${Math.floor(i / 3)}_tile${i % 3}.png` : `good/image${i}z.png`),
      );
      for (let draw = 0; draw < 6; draw++) {
        const set = Array.from({ length: random.int(2, 5) }, () => images[random.int(0, count - 1)].id);
        images = grouped(images, [[...new Set(set)]], (['hand', 'alike', 'alone'] as const)[draw % 3]);
      }
      const table = images.slice(0, 4).map(({ path }, i) => `${path},plate ${i % 2}`);
      images = withGroupsOf(images, table.join('\n'));
      const { groupOf } = groupsOfImages(images);
      const groups = images.map(({ id }) => groupOf.get(id) ?? null);
      const parts = [
        ...makeFolds(count, 5, seed, groups).map((fold) => new Set(fold)),
        new Set(
          [
            ...chooseCalibration(
              images.map((one, i) => ({ ...one, i, group: groups[i] })),
              0.3,
              seed,
            ),
          ].map(({ i }) => i),
        ),
      ];
      for (const part of parts) {
        const inside = new Set([...part].map((i) => groups[i]).filter((group) => group !== null));
        groups.forEach((group, i) => {
          if (group !== null && inside.has(group)) expect(part.has(i)).toBe(true);
        });
      }
    }
  });

  it('of test images are what intervals count by', () => {
    const test = Array.from({ length: 6 }, (_, i) => image(`test/good/${i}q.png`, 'test'));
    expect(intervalGroups(test, ids(test, 0, 1))).toEqual({});
    const together = grouped(test, [ids(test, 0, 1)], 'hand');
    const { groups = [] } = intervalGroups(together, ids(test, 0, 1, 2));
    expect([groups[0] === groups[1], groups[1] === groups[2]]).toEqual([true, false]);
    expect(groupImages(together)).toMatchObject({ groups: 0, testGroups: 1 });
  });
});

describe('a table of groups', () => {
  const images = [...plain(6), image('set/test/good/part-000x.png', 'test')];
  const groupsOf = (text: string) => withGroupsOf(images, text).map(({ group }) => group);

  it('names images by path, end of path or name; an empty group stands alone', () => {
    expect(
      groupsOf('image,group\nset/train/good/part-000x.png,a\ngood/part-001x.png;a\n'.replace(';', ',')),
    ).toEqual([givenGroup('file', 'a'), givenGroup('file', 'a'), ...new Array<undefined>(5).fill(undefined)]);
    expect(groupsOf('part-001x.png;7\r\n"./part-002x.png";7\r\npart-003x.png;')).toEqual([
      ...[undefined, 'file 7', 'file 7', ALONE, undefined, undefined, undefined],
    ]);
  });

  it('is told from other tables by its titles', () => {
    expect(isGroupTable('Image;Group\na.png;1')).toBe(true);
    expect(isGroupTable('image,label\na.png,1')).toBe(false);
    expect(isGroupTable('a.png,lot 1')).toBe(false);
    expect(isGroupTable('')).toBe(false);
  });

  it.each([
    ['', /no rows/],
    ['image,group', /no rows/],
    ['image,group\npart-001x.png', /Row 2 has no group/],
    ['part-001x.png,a\nnothing.png,a', /1 of 2 rows name an image that is not there: nothing.png/],
    ['part-000x.png,a\npart-001x.png,a', /more than one image.*part-000x.png/],
    ['part-001x.png,a\ngood/part-001x.png,b', /two groups: good/],
    ['part-001x.png,a\npart-002x.png,b', /No two images share/],
  ])('%j is refused in plain words', (text, why) => {
    expect(() => withGroupsOf(images, text)).toThrow(why);
  });
});
