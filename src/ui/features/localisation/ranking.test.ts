import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { percentileAmong, sortImages, wrongness, type RankedImage } from './ranking.ts';

function ranked(path: string, label: DatasetItem['label'], score: number, iou: number | null): RankedImage {
  const image = { width: 1, height: 1, data: new Uint8Array(3) };
  const item: DatasetItem = {
    id: path,
    name: path,
    path,
    role: 'test',
    label,
    defectType: 'x',
    image,
    mask: null,
  };
  return { item, index: 0, score, iou, wrongness: wrongness(label, score, 0.5) };
}

const images = [
  ranked('b', 'normal', 0.9, null),
  ranked('a', 'normal', 0.1, null),
  ranked('d', 'anomalous', 0.2, 0.7),
  ranked('c', 'anomalous', 0.8, 0.1),
];
const order = (by: Parameters<typeof sortImages>[1]) => sortImages(images, by).map(({ item }) => item.path);

describe('sortImages', () => {
  it('sorts by name, score, wrongness and overlap', () => {
    expect(order('name')).toEqual(['a', 'b', 'c', 'd']);
    expect(order('score')).toEqual(['b', 'c', 'd', 'a']);
    expect(order('most-wrong')).toEqual(['b', 'd', 'c', 'a']);
    expect(order('iou')).toEqual(['c', 'd', 'a', 'b']);
  });
});

describe('percentileAmong', () => {
  it('counts values at most as large', () => {
    expect(percentileAmong([1, 2, 2, 3], 2)).toBe(0.75);
    expect(percentileAmong([1, 2, 2, 3], 0)).toBe(0);
    expect(percentileAmong([1, 2, 2, 3], 9)).toBe(1);
    expect(percentileAmong([], 1)).toBeNull();
  });
});
