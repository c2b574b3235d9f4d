import { describe, expect, it } from 'vitest';
import { mayNameClasses, namesFor, readClassNames } from './class-names.ts';
import { readAnnotations } from './read.ts';

describe('names of YOLO’s classes', () => {
  it.each([
    ['a list', 'set/classes.txt', 'scratch\r\ngood\r\n', ['scratch', 'good', '']],
    ['darknet', 'data/obj.names', 'scratch\ngood', ['scratch', 'good']],
    [
      'inline',
      'data.yaml',
      'train: ../train\nnc: 2\nnames: [\'scratch\', "good part"]',
      ['scratch', 'good part'],
    ],
    ['a list below', 'data.yml', 'names:\n- scratch\n- good\npath: x', ['scratch', 'good']],
    ['numbered', 'coco8.yaml', 'names: # classes\n  0: scratch\n  1: good\n\nval: y', ['scratch', 'good']],
    ['none', 'data.yaml', 'nc: 2', []],
    ['marks, not names', 'labels.txt', '0 0.5 0.5 0.1 0.1', []],
  ])('%s', (_, path, text, names) => {
    expect(mayNameClasses(path)).toBe(true);
    expect(readClassNames(path, text)).toEqual(names);
  });

  it('are looked for in those files alone, the nearest first', () => {
    expect(mayNameClasses('a/labels/001.txt')).toBe(false);
    const lists = [
      { path: 'classes.txt', names: ['far'] },
      { path: 'b/classes.txt', names: ['near'] },
    ];
    expect(namesFor('b/labels/1.txt', lists)).toEqual(['near']);
    expect(namesFor('c/labels/1.txt', lists)).toEqual(['far']);
    expect(namesFor('c/1.txt', [])).toEqual([]);
  });

  it('a mark of a class that is called good is no defect', () => {
    const text = '1 0.5 0.5 0.9 0.9\n';
    expect(readAnnotations('1.txt', text, ['scratch', 'good'])[0]).toMatchObject({
      side: 'normal',
      boxes: 0,
    });
    const both = readAnnotations('1.txt', `${text}0 0.1 0.1 0.1 0.1`, ['scratch', 'good'])[0];
    expect(both).toMatchObject({ side: 'defect', boxes: 1, types: ['scratch'] });
    expect(readAnnotations('1.txt', text)[0]).toMatchObject({ side: 'defect', types: [] });
  });
});
