import { describe, expect, it } from 'vitest';
import { recogniseLayout, type LayoutOptions } from '../layout.ts';
import { fingerprint } from './answers.ts';
import type { FileFacts } from './types.ts';

const many = (folder: string, count: number, extension = 'jpg'): string[] =>
  Array.from({ length: count }, (_, i) => `${folder}/${String(i).padStart(3, '0')}.${extension}`);

const read = (paths: readonly string[], options: Partial<LayoutOptions> = {}) => {
  const layout = recogniseLayout(paths, { target: 'replace', ...options });
  return {
    layout,
    asks: layout.questions.map(({ kind, groups }) => `${kind}: ${groups.join(', ')}`),
    images: layout.images.map(
      ({ path, role, label, maskIndices }) =>
        `${role} ${label} ${path}${maskIndices.length > 0 ? ' masked' : ''}`,
    ),
  };
};

const facts = (paths: readonly string[], test: (path: string) => boolean): Map<number, FileFacts> =>
  new Map(paths.map((path, index) => [index, { maskLike: test(path), border: 0 }]));

describe('what a person says', () => {
  const paths = [...many('x/A', 3), ...many('x/B', 3)];

  it('answers the question, by id or by the name of a folder', () => {
    for (const name of ['A', 'x/A']) {
      const { asks, images } = read(paths, {
        corrections: [
          { name, as: 'normal' },
          { name: 'B', as: 'defect' },
        ],
      });
      expect(asks).toEqual([]);
      expect(images[0]).toBe('train normal x/A/000.jpg');
      expect(images[3]).toBe('test anomalous x/B/000.jpg');
    }
  });

  it('with one answer of two the other is still told by what stands beside it', () => {
    const { asks, images } = read(paths, { corrections: [{ name: 'B', as: 'normal' }] });
    expect(asks).toEqual([]);
    expect(images[0]).toBe('test anomalous x/A/000.jpg');
  });

  it('stands above names, the last word last', () => {
    const both = [...many('p/good', 3), ...many('p/bad', 3)];
    const { images } = read(both, {
      corrections: [
        { name: 'bad', as: 'leave-out' },
        { name: 'bad', as: 'normal' },
      ],
    });
    expect(images.filter((line) => line.startsWith('train normal'))).toHaveLength(6);
  });

  it('makes masks of pictures, and leaves groups out', () => {
    const three = [...many('x/ok', 3), ...many('x/ng', 3), ...many('x/other', 3, 'png')];
    const masks = read(three, { corrections: [{ name: 'other', as: 'mask' }] });
    expect(masks.images.filter((line) => line.endsWith('masked'))).toHaveLength(3);
    const less = read(three, { corrections: [{ name: 'other', as: 'leave-out' }] });
    expect(less.layout.skipped.map(({ reason }) => reason)).toEqual(Array(3).fill('left-out-by-hand'));
  });

  it('sets a folder among the test images', () => {
    const { images } = read([...many('x/good', 3), ...many('x/lot7/good', 2)], {
      className: '*',
      corrections: [{ name: 'lot7', as: 'test' }],
    });
    expect(images.filter((line) => line.startsWith('test normal'))).toHaveLength(2);
  });

  it('is remembered by the groups, whatever their number of files', () => {
    const ids = (count: number) =>
      read([...many('x/A', count), ...many('x/B', 3)]).layout.groups.map(({ id }) => id);
    expect(fingerprint(ids(3))).toBe(fingerprint(ids(9)));
    expect(fingerprint(ids(3))).not.toBe(fingerprint(['x/A']));
  });
});

describe('a first look at the content', () => {
  it('takes flat pictures that pair one by one for masks', () => {
    const paths = [...many('x/good', 4), ...many('x/bad', 3), ...many('x/third', 3, 'png')];
    const { layout, images } = read(paths, { facts: facts(paths, (path) => path.includes('third')) });
    expect(layout.questions).toEqual([]);
    expect(images.filter((line) => line.endsWith('masked'))).toHaveLength(3);
  });

  it('takes a mark that nobody knows for a mask where the content is one, and looks at such files', () => {
    const paths = [...many('x/good', 6), ...many('x/bad', 4), ...many('x/bad', 4, 'png')].map((path) =>
      path.replace('.png', '_lesion.png'),
    );
    const { layout } = read(paths);
    expect(layout.samples.some((index) => paths[index].includes('_lesion'))).toBe(true);
    const { images } = read(paths, { facts: facts(paths, (path) => path.includes('_lesion')) });
    expect(images.filter((line) => line.endsWith('masked'))).toHaveLength(4);
    expect(images).toHaveLength(10);
    const { images: all } = read(paths, { facts: facts(paths, () => false) });
    expect(all).toHaveLength(14);
  });

  it('asks about flat pictures that pair with nothing', () => {
    const paths = [...many('x/good', 4), 'x/third/a.png', 'x/third/b.png'];
    const { asks } = read(paths, { facts: facts(paths, (path) => path.includes('third')) });
    expect(asks).toEqual(['masks: x/third']);
  });

  it('does not ask about a folder of which nothing can be opened', () => {
    const paths = [...many('x', 5), 'x/archive/damaged.png'];
    const known = new Map(facts(paths, () => false)).set(5, { maskLike: false, border: 0, readable: false });
    expect(read(paths, { facts: known }).asks).toEqual([]);
    expect(read(paths).asks).not.toEqual([]);
  });

  it('keeps photographs in a folder that is merely called labels', () => {
    const paths = [...many('x/labels/good', 4), ...many('x/labels/bad', 2), ...many('x/screws/good', 4)];
    const { layout } = read(paths, { className: 'labels', facts: facts(paths, () => false) });
    expect(layout.images).toHaveLength(6);
    expect(layout.classNames).toEqual(['labels', 'screws']);
  });

  it('two photographs of one name are two images, not an image and its mask', () => {
    const paths = ['x/1.jpg', 'x/1.png', 'x/2.jpg', 'x/2.png'];
    expect(read(paths, { facts: facts(paths, () => false) }).images).toHaveLength(4);
    expect(read(paths, { facts: facts(paths, (path) => path.endsWith('png')) }).images).toHaveLength(2);
  });
});
