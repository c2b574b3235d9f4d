/** Folders as people keep them, beyond the public sets of `public-sets.test.ts`: days, batches, several test sets, marks, leftovers of systems. */
import { describe, expect, it } from 'vitest';
import { summary } from '../fixtures/folder-shapes.ts';

const SETS: readonly (readonly [string, readonly string[], Record<string, unknown>])[] = [
  [
    'days of one product, each with both sides',
    ['x/2026-01-0{1..3}/OK/{1..4}.png', 'x/2026-01-0{1..3}/NG/{1..2}.png'],
    { normal: 12, defects: 6, asks: [], classes: ['x'] },
  ],
  [
    'numbered batches under training and testing',
    ['x/batch{1..2}/train/good/{1..4}.png', 'x/batch{1..2}/test/bad/{1..2}.png'],
    { normal: 8, defects: 4, asks: [], classes: ['x'] },
  ],
  [
    'two test sets are one',
    [
      'x/train/good/{1..6}.png',
      'x/test_A/good/{1..3}.png',
      'x/test_A/bad/{1..3}.png',
      'x/test_B/bad/{1..3}.png',
    ],
    { normal: 9, defects: 6, asks: [] },
  ],
  [
    'SDNET 2018: letters for cracks below letters for places are asked about one by one',
    ['S/D/CD/{1..4}.jpg', 'S/D/UD/{1..4}.jpg', 'S/W/CW/{1..4}.jpg', 'S/W/UW/{1..4}.jpg'],
    { asks: ['sides: S/D/CD, S/D/UD, S/W/CW, S/W/UW'] },
  ],
  [
    'a folder with images of its own and more in a folder below',
    ['x/positive/{1..5}.png', 'x/negative/{1..3}.png', 'x/negative/more/{1..2}.png'],
    { asks: ['sides: x/negative, x/positive'] },
  ],
  [
    'images and masks that are both marked',
    ['x/ok/b{1..6}_rgb.png', 'x/bad/a{1..4}_rgb.png', 'x/bad/a{1..4}_mask.png'],
    { normal: 6, defects: 4, masks: 4, asks: [], left: [] },
  ],
  [
    'labels with a mark that nobody knows',
    ['x/good/{1..6}.png', 'x/bad/{7..9}.png', 'x/bad_labels/{7..9}_L.png'],
    { normal: 6, defects: 3, masks: 3, asks: [], left: [] },
  ],
  [
    'CRACK500: crops with twins for training, validation and testing',
    ['train', 'val', 'test'].flatMap((part) => [`C/${part}crop/{1..4}.jpg`, `C/${part}crop/{1..4}.png`]),
    { masks: 12, asks: [] },
  ],
  [
    'MIAD: masks beside the kinds',
    ['m/train/good/{1..6}.png', 'm/test/good/{1..3}.png', 'm/test/bad/{1..3}.png', 'm/test/mask/{1..3}.png'],
    { normal: 9, defects: 3, masks: 3, asks: [] },
  ],
  [
    'VAD: defects among the images for training',
    ['v/train/good/{1..6}.png', 'v/train/bad/{1..4}.png', 'v/test/good/{1..3}.png', 'v/test/bad/{1..3}.png'],
    { normal: 9, defects: 7, asks: [] },
  ],
  [
    'what Windows, macOS and network drives leave behind',
    [
      ...['x/good/{1..6}.png', 'x/bad/{1..3}.png', 'x/good/._{1..6}.png', 'x/__MACOSX/good/1.png'],
      ...['x/@eaDir/1.png', 'x/#recycle/1.png', 'x/good/Thumbs.db', 'x/desktop.ini', 'x/.DS_Store'],
    ],
    { normal: 6, defects: 3, asks: [] },
  ],
];

describe('folders of people', () => {
  it.each(SETS)('%s', (_, patterns, expected) => {
    expect(summary(patterns)).toMatchObject(expected);
  });
});
