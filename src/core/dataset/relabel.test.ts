import { describe, expect, it } from 'vitest';
import { relabelItem, type LabelChange } from './relabel.ts';
import type { DatasetItem, Label, Role } from './types.ts';

const blank = { width: 1, height: 1, data: new Uint8Array(3) };
const item = (role: Role, label: Label, defectType: string): DatasetItem => ({
  id: 'i',
  name: 'a',
  path: 'a',
  role,
  label,
  defectType,
  image: blank,
  mask: null,
});
const train = item('train', 'normal', 'good');
const good = item('test', 'normal', 'good');
const given = item('calibration', 'normal', 'good');
const crack = item('test', 'anomalous', 'crack');

describe('relabelItem', () => {
  it.each<[DatasetItem, LabelChange, string]>([
    [train, { label: 'anomalous' }, 'test anomalous unsorted'],
    [train, { defectType: 'dent' }, 'test anomalous dent'],
    [train, { role: 'test' }, 'test normal good'],
    [good, { role: 'train' }, 'train normal good'],
    [good, { label: 'anomalous', defectType: 'dent' }, 'test anomalous dent'],
    [good, { role: 'calibration' }, 'calibration normal good'],
    [given, { label: 'anomalous' }, 'test anomalous unsorted'],
    [crack, { role: 'calibration' }, 'calibration normal good'],
    [crack, { label: 'normal' }, 'test normal good'],
    [crack, { role: 'train' }, 'train normal good'],
    [crack, { role: 'train', label: 'normal' }, 'train normal good'],
    [crack, { defectType: ' OK ' }, 'test normal good'],
    [crack, { label: 'anomalous' }, 'test anomalous crack'],
    [crack, { defectType: '' }, 'test anomalous crack'],
  ])('%#', (before, change, expected) => {
    const { role, label, defectType } = relabelItem(before, change);
    expect(`${role} ${label} ${defectType}`).toBe(expected);
  });

  it('gives the same object when nothing changes', () => {
    expect(relabelItem(crack, { label: 'anomalous' })).toBe(crack);
    expect(relabelItem(train, { role: 'train' })).toBe(train);
  });
});
