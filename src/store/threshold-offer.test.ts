/** Fresh normal images are offered for the threshold, taken in one step, and taken back. */
import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../core/dataset/types.ts';
import { item as plain } from './testing/fake-engine.ts';
import { offeredAfter } from './threshold-offer-slice.ts';
import { createPlayground } from './store.ts';

const item = (id: string, role: 'train' | 'test', label: DatasetItem['label'] = 'normal'): DatasetItem => ({
  ...plain(id, role),
  label,
});
const open = [item('a', 'train'), item('b', 'test'), item('c', 'test', 'anomalous')];

describe('normal images that come later', () => {
  const none = new Set<string>();
  const ids = (set: ReadonlySet<string>) => [...set];

  it('are offered: dropped for testing, or labelled normal by hand', () => {
    expect(ids(offeredAfter(none, [...open, item('d', 'test')], open))).toEqual(['d']);
    expect(ids(offeredAfter(none, [...open, item('d', 'test', 'anomalous')], open))).toEqual([]);
    const sorted = [open[0], open[1], item('c', 'test')];
    sorted[0] = open[0];
    expect(ids(offeredAfter(none, sorted, open))).toEqual(['c']);
  });

  it('are not: those of the data set itself, and training images that are tested on now', () => {
    expect(ids(offeredAfter(none, open, []))).toEqual([]);
    const other = ['x', 'y'].map((id) => ({ ...item(id, 'test'), image: { ...open[0].image } }));
    expect(ids(offeredAfter(none, other, open))).toEqual([]);
    expect(ids(offeredAfter(none, [{ ...open[0], role: 'test' }, ...open.slice(1)], open))).toEqual([]);
  });

  it('stay offered until they are taken, declined or gone', () => {
    const later = [...open, item('d', 'test')];
    const offered = new Set(['d']);
    expect(ids(offeredAfter(offered, later.slice(0), later))).toEqual(['d']);
    expect(ids(offeredAfter(offered, open, later))).toEqual([]);
  });

  it('become the threshold with one click, and come back with undo', () => {
    const store = createPlayground();
    store.setState({ items: open });
    store.setState({ items: [...open, item('d', 'test'), item('e', 'test')] });
    expect(ids(store.getState().offeredForThreshold)).toEqual(['d', 'e']);
    store.getState().takeForThreshold();
    const rolesNow = () => store.getState().items.map(({ role }) => role);
    expect(rolesNow()).toEqual(['train', 'test', 'test', 'calibration', 'calibration']);
    expect(store.getState().offeredForThreshold.size).toBe(0);
    store.getState().undoDataset();
    expect(rolesNow()).toEqual(['train', 'test', 'test', 'test', 'test']);
  });
});
