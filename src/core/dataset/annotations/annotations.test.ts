import { describe, expect, it } from 'vitest';
import { readCoco } from './coco.ts';
import { isCvat, readCvat } from './cvat.ts';
import fixtures from './fixtures/coco-masks.json' with { type: 'json' };
import { readLabelMe } from './labelme.ts';
import { rasterise } from './raster.ts';
import { decodeCocoRuns } from './rle.ts';
import { readCsv, readTable } from './tables.ts';
import type { Annotation } from './types.ts';
import { readVia } from './via.ts';
import { isYolo, readYolo } from './yolo.ts';

function iou(a: Uint8Array, b: Uint8Array): number {
  let both = 0;
  let any = 0;
  for (let i = 0; i < a.length; i++) {
    both += a[i] & b[i];
    any += a[i] | b[i];
  }
  return both / any;
}

const area = (marks: Uint8Array): number => marks.reduce((sum, value) => sum + value, 0);

const coco = (width: number, height: number, segmentation: unknown, name = 'scratch'): Annotation =>
  readCoco({
    images: [{ id: 1, file_name: 'a/1.jpg', width, height }],
    categories: [{ id: 3, name }],
    annotations: [{ image_id: 1, category_id: 3, segmentation }],
  })[0];

describe('COCO against pycocotools', () => {
  it.each(fixtures)('$what', ({ width, height, rings, rle, runs, area: reference }) => {
    const size = [height, width];
    expect(decodeCocoRuns(rle)).toEqual(runs);
    const compressed = rasterise(coco(width, height, { counts: rle, size }), width, height);
    const plain = rasterise(coco(width, height, { counts: runs, size }), width, height);
    expect(area(compressed)).toBe(reference);
    expect(plain).toEqual(compressed);
    const drawn = rasterise(coco(width, height, rings), width, height);
    expect(iou(drawn, compressed)).toBeGreaterThan(0.99);
  });

  it('shapes of another size than the image are scaled', () => {
    const [{ width, height, rings, rle }] = fixtures;
    const half = rasterise(coco(width, height, rings), width / 2, height / 2);
    expect(Math.abs(area(half) * 4 - fixtures[0].area)).toBeLessThan(0.02 * fixtures[0].area);
    const runs = rasterise(
      coco(width, height, { counts: rle, size: [height, width] }),
      width / 2,
      height / 2,
    );
    expect(iou(half, runs)).toBeGreaterThan(0.97);
  });

  it('images without a mark are normal, and so are those marked as normal', () => {
    const [image] = readCoco({ images: [{ id: 1, file_name: '1.jpg' }], categories: [], annotations: [] });
    expect(image).toMatchObject({ side: 'normal', shapes: [], widthPx: null });
    expect(coco(10, 10, [[0, 0, 5, 0, 5, 5]], 'good')).toMatchObject({ side: 'normal', shapes: [] });
    expect(coco(10, 10, [], 'dent')).toMatchObject({ side: 'defect', shapes: [], types: ['dent'] });
  });

  it('cut run lengths are refused', () => {
    expect(() => decodeCocoRuns(`${fixtures[0].rle}o`)).toThrow(RangeError);
  });
});

/** A square from (2, 1) to (6, 4) of an image of 10 x 8. */
const SQUARE = { width: 4, height: 3 };
const squareOf = (annotation: Annotation): boolean => {
  const marks = rasterise(annotation, 10, 8);
  const inside = (i: number): boolean => i % 10 >= 2 && i % 10 < 6 && i >= 10 && i < 40;
  return (
    area(marks) === SQUARE.width * SQUARE.height && marks.every((value, i) => value === Number(inside(i)))
  );
};

describe('other tools', () => {
  it('LabelMe: polygons and rectangles', () => {
    const corners = {
      polygon: [
        [2, 1],
        [6, 1],
        [6, 4],
        [2, 4],
      ],
      rectangle: [
        [6, 4],
        [2, 1],
      ],
    };
    for (const [shape_type, points] of Object.entries(corners)) {
      const [image] = readLabelMe({
        imagePath: '..\\img\\1.jpg',
        imageWidth: 10,
        imageHeight: 8,
        shapes: [{ label: 'dent', points, shape_type }],
      });
      expect(image).toMatchObject({ image: '..\\img\\1.jpg', types: ['dent'], side: 'defect' });
      expect(squareOf(image)).toBe(true);
    }
    expect(readLabelMe({ imagePath: '1.jpg', shapes: [] })[0].side).toBe('normal');
    expect(readLabelMe({ imagePath: '1.jpg', shapes: [], flags: { defect: true } })[0].side).toBe('defect');
  });

  it('VIA: regions as a list or by number, in a project or an export', () => {
    const region = {
      shape_attributes: { name: 'polygon', all_points_x: [2, 6, 6, 2], all_points_y: [1, 1, 4, 4] },
      region_attributes: { type: 'dent' },
    };
    const rect = {
      shape_attributes: { name: 'rect', x: 2, y: 1, width: 4, height: 3 },
      region_attributes: {},
    };
    const files = [
      { 'a.jpg1': { filename: 'a.jpg', regions: [region] } },
      { 'a.jpg1': { filename: 'a.jpg', regions: { 0: rect } } },
      { _via_img_metadata: { x: { filename: 'a.jpg', regions: [rect] } } },
    ];
    for (const file of files) expect(squareOf(readVia(file)[0])).toBe(true);
    expect(readVia(files[0])[0].types).toEqual(['dent']);
  });

  it('CVAT: polygons, boxes and masks; names with entities', () => {
    const image = (inside: string): string =>
      `<?xml version="1.0"?><annotations><image id="0" name="a &amp; b.jpg" width="10" height="8">${inside}</image></annotations>`;
    const shapes = [
      '<polygon label="dent" points="2.0,1.0;6.0,1.0;6.0,4.0;2.0,4.0"></polygon>',
      '<box label="dent" xtl="2" ytl="1" xbr="6" ybr="4"/>',
      '<mask label="dent" rle="0, 12" left="2" top="1" width="4" height="3"></mask>',
    ];
    for (const shape of shapes) {
      expect(isCvat(image(shape))).toBe(true);
      const [read] = readCvat(image(shape));
      expect(read).toMatchObject({ image: 'a & b.jpg', types: ['dent'], side: 'defect' });
      expect(squareOf(read)).toBe(true);
    }
    expect(readCvat('<annotations><image name="1.jpg" width="4" height="4"/></annotations>')[0].side).toBe(
      'normal',
    );
  });

  it('YOLO: polygons are drawn, boxes only say that there is a defect', () => {
    const polygon = '0 0.2 0.125 0.6 0.125 0.6 0.5 0.2 0.5\n';
    expect(isYolo(polygon)).toBe(true);
    expect(squareOf(readYolo(polygon, '1'))).toBe(true);
    expect(readYolo('0 0.5 0.5 0.2 0.2', '1')).toMatchObject({ shapes: [], side: 'defect' });
    expect(readYolo('', '1').side).toBe('normal');
    expect(isYolo('This data set was exported by 3 people.')).toBe(false);
  });

  it('VisA: part, side and mask of each image', () => {
    const table =
      'object,split,label,image,mask\ncandle,train,normal,candle/Data/1.JPG,\ncandle,test,anomaly,"candle/Data/2.JPG",candle/2.png\n';
    expect(readTable(table)).toMatchObject([
      { image: 'candle/Data/1.JPG', part: 'train', side: 'normal', mask: null },
      { image: 'candle/Data/2.JPG', part: 'test', side: 'defect', mask: 'candle/2.png' },
    ]);
    expect(readCsv('a,"b, ""c""",\n')).toEqual([['a', 'b, "c"', '']]);
    expect(readTable('x,y\n1,2\n')).toEqual([]);
  });

  it('run lengths in a table: first pixel and count, down the columns, from 1', () => {
    // Columns 2 to 5 of an image 8 high, rows 1 to 3.
    const pixels = [2, 3, 4, 5].map((x) => `${x * 8 + 2} 3`).join(' ');
    const [read, none] = readTable(`ImageId,ClassId,EncodedPixels\n1.jpg,4,${pixels}\n2.jpg,1,\n`);
    expect(read).toMatchObject({ image: '1.jpg', types: ['class 4'], side: 'defect' });
    expect(squareOf(read)).toBe(true);
    expect(none).toMatchObject({ image: '2.jpg', side: 'normal' });
  });
});
