/** Folders without folders inside: where names may carry the label it is asked, where they speak of cameras or sides it is not. */
import { describe, expect, it } from 'vitest';
import { expand, summary } from '../fixtures/folder-shapes.ts';
import { recogniseLayout } from '../layout.ts';
import { nameFamilies } from './name-families.ts';
import { viewsInNames } from './report.ts';

const asked: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['pass and fail by a letter', ['d/P_{001..006}.png', 'd/F_{001..003}.png'], ['d/*f*', 'd/*p*']],
  ['two letters that tell nothing', ['d/a_{001..006}.png', 'd/b_{001..006}.png'], ['d/*a*', 'd/*b*']],
  [
    'DeepPCB: a template and what is tested',
    ['g/000410{00..09}_temp.jpg', 'g/000410{00..09}_test.jpg'],
    ['g/*temp*', 'g/*test*'],
  ],
  ['a mark that some names lack', ['d/part_{001..009}.png', 'd/part_{010..014}_x.png'], ['d/*', 'd/*x*']],
  ['cats and dogs', ['train/cat.{1..9}.jpg', 'train/dog.{1..9}.jpg'], ['train/*cat*', 'train/*dog*']],
  ['positive and negative', ['d/pos-{1..9}.jpg', 'd/neg-{1..9}.jpg'], ['d/*neg*', 'd/*pos*']],
  ['words of a script without spaces', ['d/甲_{1..5}.png', 'd/乙_{1..5}.png'], ['d/*乙*', 'd/*甲*']],
  ['0 and 1 behind a number', ['d/img_{001..006}_0.png', 'd/img_{007..009}_1.png'], ['d/*0*', 'd/*1*']],
  ['no folder at all', ['P_{1..4}.png', 'F_{1..4}.png'], ['*f*', '*p*']],
  ['a phone among marks', ['d/IMG_a_{1..4}.jpg', 'd/DSC_b_{1..4}.jpg'], ['d/*b*', 'd/*a*']],
];

const silent: readonly (readonly [string, readonly string[]])[] = [
  ['one counter', ['d/{001..020}.png']],
  ['two cameras', ['d/IMG_{2001..2009}.JPG', 'd/DSC_{0301..0309}.JPG', 'd/P{1000101..1000109}.JPG']],
  [
    'copies',
    ['d/IMG_{1..9}.jpg', 'd/IMG_{1..3} - Kopie.jpg', 'd/IMG_{4..6} (1).jpg', 'd/IMG_{7..8} copy.jpg'],
  ],
  ['sides of a part', ['d/front_{001..009}.png', 'd/back_{001..009}.png']],
  ['numbered cameras', ['d/part{01..09}_cam{1..3}.png']],
  ['lettered lines', ['d/line_A_{1..9}.png', 'd/line_B_{1..9}.png']],
  ['two looks at each part', ['d/part_{01..09}_{0..1}.png']],
  ['dates', ['d/12Nov2024_{1..5}.png', 'd/3Dec2024_{1..5}.png']],
  [
    'prints of contents',
    ['a3f9', 'b71c', 'c0de', '9e1f', 'd4aa', 'e5b2', 'f00d'].map((one) => `d/${one}.png`),
  ],
  ['names of their own', ['alice', 'bob', 'carol', 'dora', 'emil', 'fritz'].map((one) => `d/${one}.jpg`)],
  ['one stray picture', ['d/part_{001..030}.png', 'd/overview.png']],
];

describe('names that may carry the label', () => {
  it.each(asked)('%s', (_, patterns, groups) => {
    expect(summary(patterns).asks).toEqual([`sides: ${groups.join(', ')}`]);
  });

  it('are proposed by what is likelier', () => {
    const of = (patterns: readonly string[]) =>
      summary(patterns).layout.groups.map(({ id, proposal }) => `${id} ${proposal}`);
    expect(of(['d/P_{1..3}.png', 'd/F_{1..6}.png'])).toEqual(['d/*f* defect', 'd/*p* normal']);
    expect(of(['d/k_{1..9}.png', 'd/m_{1..3}.png'])).toEqual(['d/*k* normal', 'd/*m* defect']);
  });

  it('are answered by the word alone, and the few of no family go with the largest', () => {
    const patterns = ['d/P_{001..060}.png', 'd/F_{001..020}.png', 'd/overview.png'];
    const { asks, normal, defects, types } = summary(patterns, {
      corrections: [
        { name: 'P', as: 'normal' },
        { name: 'd/*f*', as: 'defect' },
      ],
    });
    expect({ asks, normal, defects, types }).toEqual({
      asks: [],
      normal: 61,
      defects: 20,
      types: ['f', 'good'],
    });
  });

  it('are not asked about where a person spoke of the folder, or masks tell', () => {
    const patterns = ['d/a_{1..5}.png', 'd/b_{1..5}.png'];
    expect(summary(patterns, { corrections: [{ name: 'd', as: 'normal' }] })).toMatchObject({
      asks: [],
      normal: 10,
    });
    expect(summary([...patterns, 'd/masks/b_{1..5}.png'])).toMatchObject({ asks: [], normal: 5, defects: 5 });
  });
});

describe('names that carry none', () => {
  it.each(silent)('%s', (_, patterns) => {
    const { asks, normal } = summary(patterns);
    expect({ asks, normal }).toEqual({ asks: [], normal: patterns.flatMap(expand).length });
  });

  it('of sides are told', () => {
    const { groups } = recogniseLayout(['d/front_{1..9}.png', 'd/back_{1..9}.png'].flatMap(expand), {
      target: 'replace',
    });
    expect(viewsInNames(groups)).toEqual(['back', 'front']);
    expect(nameFamilies(expand('d/{1..9}.png').map((path) => ({ path }))).views).toEqual([]);
  });
});
