import { describe, expect, it } from 'vitest';
import { create } from 'zustand';
import { PRESETS } from '../core/config/presets.ts';
import type { DatasetItem } from '../core/dataset/types.ts';
import { createDatasetSlice } from './dataset-slice.ts';
import type { PlaygroundState } from './state.ts';

const image = { width: 1, height: 1, data: new Uint8Array(3) };

function open(...names: string[]) {
  const store = create<PlaygroundState>()(
    (...args) => ({ ...createDatasetSlice(...args), config: PRESETS.quick }) as PlaygroundState,
  );
  const items = names.map((name): DatasetItem => {
    const normal = { role: 'train', label: 'normal', defectType: 'good' } as const;
    return { id: name, name, path: name, ...normal, image, mask: null };
  });
  store.setState({ items });
  return store;
}

const table = (store: ReturnType<typeof open>): string[] =>
  store.getState().items.map((item) => `${item.id} ${item.role} ${item.defectType}`);

describe('data set slice', () => {
  it('changes labels of many at once, and takes it back', () => {
    const store = open('a', 'b', 'c');
    store.getState().relabel(['a', 'c'], { defectType: 'crack' });
    expect(table(store)).toEqual(['a test crack', 'b train good', 'c test crack']);
    expect(store.getState().canUndoDataset).toBe(true);
    store.getState().undoDataset();
    expect(table(store)).toEqual(['a train good', 'b train good', 'c train good']);
    expect(store.getState().canUndoDataset).toBe(false);
  });

  it('does not count a change that changes nothing', () => {
    const store = open('a');
    store.getState().relabel(['a'], { label: 'normal' });
    store.getState().removeItems(['nobody']);
    expect(store.getState().canUndoDataset).toBe(false);
  });

  it('removes images, forgets a selection that is gone, and brings them back', () => {
    const store = open('a', 'b');
    store.getState().selectItem('a');
    store.getState().removeItems(['a']);
    expect(table(store)).toEqual(['b train good']);
    expect(store.getState().selectedItemId).toBeNull();
    store.getState().undoDataset();
    expect(table(store)).toEqual(['a train good', 'b train good']);
  });

  it('takes back in order, fifty steps at most', () => {
    const store = open('a');
    for (let i = 0; i < 60; i++) store.getState().relabel(['a'], { defectType: `d${i}` });
    for (let i = 0; i < 60; i++) store.getState().undoDataset();
    expect(table(store)).toEqual(['a test d9']);
  });

  it('says what is wrong with an unknown sample, in place', async () => {
    const store = open('a');
    await store.getState().loadSample('no-such-set');
    expect(store.getState().importError?.code).toBe('unknown-sample');
    expect(store.getState().importProgress).toBeNull();
    expect(table(store)).toEqual(['a train good']);
    store.getState().dismissImportError();
    expect(store.getState().importError).toBeNull();
  });
});
