/** Images that look like shots of one part are offered, put together when a person says so, and forgotten with their pictures. */
import { describe, expect, it } from 'vitest';
import { createPlayground } from './store.ts';
import { FakeEngines, item } from './testing/fake-engine.ts';

const ids = Array.from({ length: 10 }, (_, i) => `n${i}`);

function opened() {
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn);
  store.setState({ items: [...ids.map((id) => item(id, 'train')), item('t0', 'test')] });
  engines.answers.findAlike = async () => [
    ['n0', 'n1'],
    ['n4', 'n5', 't0'],
  ];
  return { engines, store };
}

describe('images that look alike', () => {
  it('are offered as far as they train, taken, and taken apart again', async () => {
    const { store } = opened();
    await store.getState().findAlike();
    expect(store.getState()).toMatchObject({
      alike: [
        ['n0', 'n1'],
        ['n4', 'n5'],
      ],
      alikeRunning: false,
    });
    store.getState().takeAlike();
    const groups = () => store.getState().items.map(({ group }) => group);
    expect(groups().slice(0, 6)).toEqual(['alike 1', 'alike 1', undefined, undefined, 'alike 2', 'alike 2']);
    expect(store.getState().alike).toEqual([]);
    store.getState().undoDataset();
    expect(groups().every((group) => group === undefined)).toBe(true);
  });

  it('are not offered again where they are together already, and go with other pictures', async () => {
    const { store } = opened();
    store.getState().group([['n0', 'n1']], 'hand');
    await store.getState().findAlike();
    expect(store.getState().alike).toEqual([['n4', 'n5']]);
    store.getState().removeItems(['n4']);
    expect(store.getState().alike).toEqual([]);
    store.setState({ items: [...ids.map((id) => item(id, 'train')), item('t0', 'test')] });
    expect(store.getState().alike).toBeNull();
    await store.getState().findAlike();
    store.getState().leaveAlike();
    expect(store.getState().alike).toBeNull();
  });

  it('say why they could not be looked for', async () => {
    const { engines, store } = opened();
    engines.answers.findAlike = () => Promise.reject(new Error('no'));
    await store.getState().findAlike();
    expect(store.getState()).toMatchObject({ alike: null, alikeRunning: false });
    expect(store.getState().alikeError?.message).toBe('no');
  });
});
