import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from './annotations/types.ts';
import { readCoco } from './annotations/coco.ts';
import { readTable } from './annotations/tables.ts';
import { readVoc } from './annotations/voc.ts';
import { readYolo } from './annotations/yolo.ts';
import { contradictingNames, isClosedData, markedByBoxes, passedOver } from './reading/report.ts';
import { displayPath, recogniseLayout, type LayoutOptions } from './layout.ts';
import type { Layout } from './layout-types.ts';

const replace: LayoutOptions = { target: 'replace' };

function mvtec(root: string, { train = 3, good = 2, broken = 2 } = {}): string[] {
  const names = (folder: string, count: number, suffix = '.png'): string[] =>
    Array.from({ length: count }, (_, i) => `${root}${folder}/${String(i).padStart(3, '0')}${suffix}`);
  return [
    ...names('train/good', train),
    ...names('test/good', good),
    ...names('test/broken', broken),
    ...names('ground_truth/broken', broken, '_mask.png'),
  ];
}

/** `role label type path masks` for each image, masks by name. */
function table(layout: Layout, paths: readonly string[]): string[] {
  return layout.images.map(
    (image) =>
      `${image.role} ${image.label} ${image.defectType} ${image.path}` +
      image.maskIndices.map((index) => ` <- ${paths[index]}`).join(''),
  );
}

const reasons = (layout: Layout): string[] => layout.skipped.map((file) => `${file.reason} ${file.path}`);

describe('train and test folders', () => {
  it.each(['', 'bottle/', '/bottle/', './a/b/bottle/', 'C:\\data\\bottle\\', 'test/bottle/'])(
    'are found below %j',
    (root) => {
      const paths = mvtec(root).map((path) => (root.includes('\\') ? path.replaceAll('/', '\\') : path));
      const layout = recogniseLayout(paths, replace);
      expect(layout.kind).toBe('classes');
      expect(layout.skipped).toEqual([]);
      const summary = table(layout, paths).map((line) => line.split(' ').slice(0, 3).join(' '));
      expect(summary.filter((line) => line === 'train normal good')).toHaveLength(3);
      expect(summary.filter((line) => line === 'test normal good')).toHaveLength(2);
      expect(summary.filter((line) => line === 'test anomalous broken')).toHaveLength(2);
      const broken = layout.images.filter((image) => image.label === 'anomalous');
      expect(broken.map((image) => paths[image.maskIndices[0]].slice(-12))).toEqual([
        '000_mask.png',
        '001_mask.png',
      ]);
    },
  );

  it('do not depend on the order of the files', () => {
    const paths = mvtec('x/');
    fc.assert(
      fc.property(fc.shuffledSubarray(paths, { minLength: paths.length }), (shuffled) => {
        expect(table(recogniseLayout(shuffled, replace), shuffled)).toEqual(
          table(recogniseLayout(paths, replace), paths),
        );
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it('take one class of several and say so', () => {
    const paths = [...mvtec('mvtec/cable/'), ...mvtec('mvtec/bottle/'), 'mvtec/readme.txt'];
    const layout = recogniseLayout(paths, replace);
    expect(layout.classNames).toEqual(['bottle', 'cable']);
    expect(layout.className).toBe('bottle');
    expect(layout.images.every((image) => image.path.startsWith('mvtec/bottle/'))).toBe(true);
    expect(reasons(layout).sort()).toEqual(['not-an-image mvtec/readme.txt', 'other-class mvtec/cable/']);
    const cable = recogniseLayout(paths, { ...replace, className: 'cable' });
    expect(cable.className).toBe('cable');
    expect(cable.images).toHaveLength(7);
  });

  it('report masks without an image and images outside', () => {
    const paths = [...mvtec('b/'), 'b/ground_truth/broken/900_mask.png', 'b/loose.png'];
    expect(reasons(recogniseLayout(paths, replace)).sort()).toEqual([
      'mask-without-image b/ground_truth/broken/900_mask.png',
      'outside-layout b/loose.png',
    ]);
  });

  it('pair a folder of masks per image (MVTec LOCO)', () => {
    const paths = [
      'p/train/good/0.png',
      'p/test/logical/000.png',
      'p/ground_truth/logical/000/000.png',
      'p/ground_truth/logical/000/001.png',
    ];
    const layout = recogniseLayout(paths, replace);
    expect(layout.images.find((image) => image.role === 'test')?.maskIndices).toEqual([2, 3]);
    expect(layout.skipped).toEqual([]);
  });

  it('use defects below train for testing', () => {
    const paths = ['a/train/good/1.png', 'a/train/crack/2.png'];
    expect(table(recogniseLayout(paths, replace), paths)).toEqual([
      'test anomalous crack a/train/crack/2.png',
      'train normal good a/train/good/1.png',
    ]);
  });

  it('accept other names and capitals', () => {
    const paths = ['A/Training/OK/1.PNG', 'A/Testing/NG/2.PNG', 'A/Masks/NG/2.PNG'];
    expect(table(recogniseLayout(paths, replace), paths)).toEqual([
      'test anomalous NG A/Testing/NG/2.PNG <- A/Masks/NG/2.PNG',
      'train normal good A/Training/OK/1.PNG',
    ]);
  });
});

describe('folders without train', () => {
  it('one folder is a set of normal images, whatever it is called', () => {
    for (const folder of ['', 'holiday/', 'test/', 'labels/', 'crack/']) {
      const paths = [`${folder}2.png`, `${folder}10.png`, `${folder}notes.txt`];
      const layout = recogniseLayout(paths, replace);
      expect(layout.kind).toBe('flat');
      expect(layout.images.map((image) => image.role)).toEqual(['train', 'train', 'train']);
    }
  });

  it('a folder called good makes the others defects, and some good ones are set aside for testing', () => {
    const paths = [
      ...Array.from({ length: 20 }, (_, i) => `nuts/good/${i}.jpg`),
      'nuts/dull/1.jpg',
      'nuts/dull/1_mask.png',
    ];
    const layout = recogniseLayout(paths, replace);
    expect(layout.kind).toBe('folders');
    expect(layout.heldOut).toBe(4);
    expect(table(layout, paths).filter((line) => line.startsWith('test normal'))).toEqual(
      [4, 9, 14, 19].map((i) => `test normal good nuts/good/${i}.jpg`),
    );
    expect(table(layout, paths)).toContain('test anomalous dull nuts/dull/1.jpg <- nuts/dull/1_mask.png');
  });

  it("VisA's layout", () => {
    const paths = [
      'candle/Data/Images/Normal/0.JPG',
      'candle/Data/Images/Anomaly/000.JPG',
      'candle/Data/Masks/Anomaly/000.png',
    ];
    expect(table(recogniseLayout(paths, replace), paths)).toEqual([
      'test anomalous Anomaly candle/Data/Images/Anomaly/000.JPG <- candle/Data/Masks/Anomaly/000.png',
      'train normal good candle/Data/Images/Normal/0.JPG',
    ]);
  });

  it('nested folders without telling names are normal images', () => {
    const layout = recogniseLayout(['d/mon/1.png', 'd/tue/1.png'], replace);
    expect(layout.images.map((image) => image.role)).toEqual(['train', 'train']);
  });
});

describe('later drops', () => {
  it('as test images take the label from the folder or the name', () => {
    const paths = ['/scratched/1.png', '/good/2.png', './x.png', './good-3.png'];
    expect(table(recogniseLayout(paths, { target: 'add-test' }), paths)).toEqual([
      'test normal good good-3.png',
      'test normal good good/2.png',
      'test anomalous scratched scratched/1.png',
      'test anomalous unsorted x.png',
    ]);
  });

  it('as training images are all normal', () => {
    const layout = recogniseLayout(['more/a/1.png', 'more/crack/2.png'], { target: 'add-train' });
    expect(layout.images.map((image) => `${image.role} ${image.label}`)).toEqual([
      'train normal',
      'train normal',
    ]);
  });

  it('of masks alone belong to images that are there', () => {
    const existing = [{ id: 'i7', path: 'b/test/broken/000.png', role: 'test' as const }];
    const paths = ['ground_truth/broken/000_mask.png', 'ground_truth/broken/001_mask.png'];
    const layout = recogniseLayout(paths, { target: 'add-test', existing });
    expect(layout.masksForExisting).toEqual([{ itemId: 'i7', maskIndices: [0] }]);
    expect(reasons(layout)).toEqual(['mask-without-image ground_truth/broken/001_mask.png']);
    expect(layout.kind).not.toBe('empty');
  });
});

describe('hostile names', () => {
  it('are named, and never stop the others', () => {
    const paths = [
      'set/1.png',
      'set/😀.png',
      'set/../../etc/passwd.png',
      'set/nul\u0000.png',
      `set/${'long'.repeat(75)}.png`,
      '__MACOSX/set/._1.png',
      'set/Thumbs.db',
      '',
    ];
    const layout = recogniseLayout(paths, replace);
    expect(layout.images.map((image) => image.path)).toEqual(['set/1.png', 'set/😀.png']);
    expect(layout.skipped.map((file) => file.reason)).toEqual([
      'unsafe-name',
      'unsafe-name',
      'unsafe-name',
      'system-file',
      'system-file',
      'unsafe-name',
    ]);
    expect(displayPath(paths[3])).toBe('set/nul\uFFFD.png');
    expect(displayPath('x'.repeat(1000)).length).toBeLessThan(300);
  });

  it('every path is planned, used as a mask or reported, exactly once', () => {
    const word = fc.constantFrom(
      ...['train', 'test', 'good', 'crack', 'masks', 'a', '..', 'ground_truth', '😀', '.x', 'A\\b', ''],
    );
    const file = fc.constantFrom('1.png', '1_mask.png', '2.jpg', 'x.txt', 'nul\u0000', '');
    const path = fc
      .tuple(fc.array(word, { maxLength: 4 }), file)
      .map(([dirs, name]) => [...dirs, name].join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 25 }), (paths) => {
        const layout = recogniseLayout(paths, replace);
        const used = new Set(layout.images.flatMap((image) => [image.index, ...image.maskIndices]));
        expect(layout.images.length).toBeLessThanOrEqual(paths.length);
        const collapsed = layout.skipped.filter((skip) => skip.reason === 'other-class');
        const inOther = collapsed.reduce((sum, skip) => sum + Number.parseInt(skip.detail), 0);
        expect(used.size + layout.skipped.length - collapsed.length + inOther).toBe(paths.length);
      }),
      { seed: 3, numRuns: 1500 },
    );
  });
});

it('names images that annotations pass over where they speak of neighbours', () => {
  const of = (path: string, spoken: boolean) => ({ path, annotation: spoken ? {} : null });
  expect(passedOver([of('train/a.png', true), of('train/b.png', false), of('test/c.png', false)])).toEqual([
    'train/b.png',
  ]);
  expect(passedOver([of('a.png', false)])).toEqual([]);
});

describe('images that are marked by rectangles only', () => {
  const marked = (annotation: Annotation, maskIndices: readonly number[] = []) =>
    markedByBoxes([{ path: 'a.png', annotation, maskIndices }]);
  const coco = (...annotations: readonly object[]) =>
    readCoco({
      images: [{ id: 1, file_name: 'a.png', width: 9, height: 9 }],
      categories: [{ id: 1, name: 'dent' }],
      annotations: annotations.map((one) => ({ image_id: 1, category_id: 1, bbox: [1, 1, 3, 3], ...one })),
    })[0];
  const outline = { segmentation: [[0, 0, 5, 0, 5, 5]] };
  const alone = { alone: ['a.png'], asMasks: [] };
  const neither = { alone: [], asMasks: [] };

  it('a box of a detector makes no mask, whatever wrote it', () => {
    expect(marked(readYolo('0 0.5 0.5 0.2 0.2\n1 0.1 0.1 0.1 0.1', 'a'))).toEqual(alone);
    expect(marked(coco({ segmentation: [] }))).toEqual(alone);
    const voc = '<annotation><filename>a.png</filename><object><name>dent</name></object></annotation>';
    expect(marked(readVoc(voc, 'a')[0])).toEqual(alone);
    const table = 'filename,xmin,ymin,xmax,ymax,class\na.png,1,1,4,4,scratch\n';
    expect(marked(readTable(table)[0])).toEqual(alone);
  });

  it('an outline, a mask beside it, or no mark at all is not of them', () => {
    expect(marked(readYolo('0 0.1 0.1 0.5 0.1 0.5 0.5', 'a'))).toEqual(neither);
    expect(marked(coco(outline, { segmentation: [] }))).toEqual(neither);
    expect(marked(readYolo('0 0.5 0.5 0.2 0.2', 'a'), [3])).toEqual(neither);
    expect(marked(readYolo('', 'a'))).toEqual(neither);
    expect(marked(coco())).toEqual(neither);
  });

  it('a rectangle that somebody drew is its mask, and coarse', () => {
    const shape = { kind: 'box', x: 1, y: 1, width: 3, height: 3 } as const;
    const drawn = { ...coco(outline), shapes: [shape] };
    expect(marked(drawn)).toEqual({ alone: [], asMasks: ['a.png'] });
    expect(marked({ ...drawn, shapes: [...drawn.shapes, ...coco(outline).shapes] })).toEqual(neither);
  });
});

it('names files that say the opposite of their folder, unless a person said what the folder is', () => {
  const paths = ['train/good/1.png', 'train/good/defect_2.png', 'test/bad/ok_3.png', 'test/bad/4.png'];
  const { groups } = recogniseLayout(paths, replace);
  expect(contradictingNames(groups).sort()).toEqual(['test/bad/ok_3.png', 'train/good/defect_2.png']);
  const corrections = [{ name: 'good', as: 'normal' as const }];
  const said = recogniseLayout(paths, { ...replace, corrections });
  expect(contradictingNames(said.groups)).toEqual(['test/bad/ok_3.png']);
});

it('names spreadsheets and stores that may hold labels', () => {
  expect(['a/Labels.XLSX', 'x.mat', 'gt.npz', 'a.csv', 'b.png', 'c.txt'].map(isClosedData)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
