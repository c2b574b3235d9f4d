/** Tables and lists of labels, as people write them. */
import { describe, expect, it } from 'vitest';
import { readAnnotations } from './read.ts';

/** What is said of each image, in the order of the file. */
const said = (path: string, text: string) =>
  readAnnotations(path, text).map(({ image, side, types, value, part }) =>
    [image, side ?? value ?? part, ...types].join(' '),
  );

describe('tables of labels', () => {
  it.each([
    ['filename,class\na.png,good\nb.png,defect\n', ['a.png normal', 'b.png defect defect']],
    ['image_path;Ergebnis\r\nx/a.png;IO\r\nx/b.png;NIO\r\n', ['x/a.png normal', 'x/b.png defect NIO']],
    ['file\tstatus\na.png\tOK\nb.png\tNG', ['a.png normal', 'b.png defect NG']],
    ['image,is_anomaly\na.png,False\nb.png,True', ['a.png normal', 'b.png defect']],
    ['image,is_good\na.png,1\nb.png,0', ['a.png normal', 'b.png defect']],
    [
      'file_name,defect_type\na.png,none\nb.png,scratch\nc.png,',
      ['a.png normal', 'b.png defect scratch', 'c.png normal'],
    ],
    ['image,num_defects\na.png,0\nb.png,3', ['a.png normal', 'b.png defect']],
    ['image_id,healthy,rust\na,1,0\nb,0,1', ['a normal', 'b defect']],
    ['id,label,label_name\na,0,good\nb,1,dent', ['a normal', 'b defect dent']],
    ['画像名,判定\na.png,良品\nb.png,不良', ['a.png normal', 'b.png defect 不良']],
    ['a.png,good\nb.png,defect', ['a.png normal', 'b.png defect defect']],
    ['"a, 1.png","OK"\n"b.png","NG"', ['a, 1.png normal', 'b.png defect NG']],
  ])('%j', (text, expected) => {
    expect(said('labels.csv', text)).toEqual(expected);
  });

  it('values that leave it open are handed on, to be asked about', () => {
    expect(said('l.csv', 'image,label\na.png,0\nb.png,1')).toEqual(['a.png label=0', 'b.png label=1']);
    expect(said('l.csv', 'id,target\na,A\nb,B')).toEqual(['a target=A', 'b target=B']);
  });

  it('columns that say nothing of defects say nothing', () => {
    expect(said('l.csv', 'image,camera,time\na.png,2,11:00\nb.png,1,12:00')).toEqual([]);
    expect(said('l.csv', 'name,comment\nreadme,good\nlicense,fine')).toEqual(['readme normal'].slice(1));
  });
});

describe('lists and records', () => {
  it.each([
    ['labels.txt', '# all\nx/a.png OK\nx/b.png NG\n', ['x/a.png normal', 'x/b.png defect NG']],
    ['list.txt', 'a.png 0\nb.png 1\n', ['a.png label=0', 'b.png label=1']],
    ['bad.txt', 'a.png\nb.png\n', ['a.png defect', 'b.png defect']],
    ['test.txt', 'a.png\n', ['a.png test']],
    ['l.json', '{"a.png": "good", "b.png": "defect"}', ['a.png normal', 'b.png defect defect']],
    ['l.json', '{"ok": ["a.png"], "ng": ["b.png"]}', ['a.png normal', 'b.png defect ng']],
    [
      'l.json',
      '[{"file": "a.png", "anomaly": false}, {"file": "b.png", "anomaly": true}]',
      ['a.png normal', 'b.png defect'],
    ],
    [
      'metadata.jsonl',
      '{"file_name":"a.png","label":"normal"}\n{"file_name":"b.png","label":"anomaly"}',
      ['a.png normal', 'b.png defect anomaly'],
    ],
    [
      'a.xml',
      '<annotation><filename>a.jpg</filename><object><name>rust</name><bndbox/></object></annotation>',
      ['a.jpg defect rust'],
    ],
    ['b.xml', '<annotation><size><width>9</width></size></annotation>', ['b normal']],
    [
      'a.png.json',
      '{"size":{"height":9,"width":9},"tags":[],"objects":[{"classTitle":"dent","geometryType":"bitmap"}]}',
      ['a.png defect dent'],
    ],
    ['readme.txt', 'These are good images.\nThose are bad.', []],
    ['meta.json', '{"classes": [{"title": "dent"}], "tags": []}', []],
  ])('%s: %j', (path, text, expected) => {
    expect(said(path, text)).toEqual(expected);
  });
});
