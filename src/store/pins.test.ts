import { describe, expect, it } from 'vitest';
import { suggestPins } from './pins.ts';
import { item } from './testing/fake-engine.ts';

const defect = (id: string, defectType: string) => ({
  ...item(id, 'test'),
  label: 'anomalous' as const,
  defectType,
});
const normals = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7'].map((id) => item(id, 'test'));

describe('images that pin themselves', () => {
  it('are two normal ones and defects of every type in turns', () => {
    const items = [
      item('t', 'train'),
      ...normals,
      defect('a1', 'a'),
      defect('a2', 'a'),
      defect('b1', 'b'),
      defect('c1', 'c'),
    ];
    expect(suggestPins(items, 6)).toEqual(['n1', 'n2', 'a1', 'b1', 'c1', 'a2']);
  });

  it('are as many as there are of the other label where one is short', () => {
    expect(suggestPins([...normals, defect('a1', 'a')], 6)).toEqual(['n1', 'n2', 'n3', 'n4', 'n5', 'a1']);
    expect(suggestPins(normals, 6)).toHaveLength(6);
    const defects = normals.map(({ id }) => defect(id, 'a'));
    expect(suggestPins(defects, 6)).toHaveLength(6);
    expect(suggestPins([item('t', 'train')], 6)).toEqual([]);
  });
});
