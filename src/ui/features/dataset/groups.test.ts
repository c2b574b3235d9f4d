import { describe, expect, it } from 'vitest';
import type { DatasetItem, Label, Role } from '../../../core/dataset/types.ts';
import { groupImages, layOutRows, movePlace, rowOfPlace } from './groups.ts';

const image = { width: 1, height: 1, data: new Uint8Array(3) };
const item = (id: string, role: Role, label: Label, defectType: string): DatasetItem => ({
  ...{ id, name: id, path: id, role, label, defectType },
  image,
  mask: null,
});
const items = [
  item('z', 'test', 'anomalous', 'scratch'),
  item('a', 'test', 'anomalous', 'crack'),
  ...['b', 'c', 'd', 'e', 'f'].map((id) => item(id, 'train', 'normal', 'good')),
  item('g', 'test', 'normal', 'good'),
];
const groups = groupImages(items);
const { rows, items: shown } = layOutRows(groups, 3);

describe('groups', () => {
  it('stand in the order training, normal, defects by name', () => {
    expect(groups.map((group) => group.key)).toEqual(['train', 'normal', 'defect:crack', 'defect:scratch']);
    expect(shown.map(({ id }) => id).join('')).toBe('bcdefgaz');
  });

  it('are laid out in rows under headings', () => {
    expect(rows.map((row) => (row.kind === 'heading' ? row.group.key : row.first))).toEqual([
      ...['train', 0, 3, 'normal', 5],
      ...['defect:crack', 6, 'defect:scratch', 7],
    ]);
    expect(rowOfPlace(rows, 4)).toBe(2);
    expect(rowOfPlace(rows, 99)).toBe(-1);
  });

  it.each([
    [0, 'ArrowRight', 1],
    [0, 'ArrowLeft', 0],
    [7, 'ArrowRight', 7],
    [2, 'ArrowDown', 4],
    [4, 'ArrowDown', 5],
    [5, 'ArrowDown', 6],
    [5, 'ArrowUp', 3],
    [1, 'ArrowUp', 1],
    [7, 'ArrowDown', 7],
    [3, 'Home', 0],
    [3, 'End', 7],
  ])('from place %i %s leads to %i', (place, key, expected) => {
    expect(movePlace(rows, place, key)).toBe(expected);
  });
});
