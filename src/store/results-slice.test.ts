import { beforeEach, describe, expect, it } from 'vitest';
import { createPlayground } from './store.ts';
import { FakeEngines, item, TEN_STEPS } from './testing/fake-engine.ts';

describe('what is picked out and the chosen image', () => {
  let now: ReturnType<typeof createPlayground>['getState'];
  beforeEach(() => {
    const store = createPlayground(new FakeEngines().spawn);
    const items = [item('n', 'train'), ...['a', 'b', 'c'].map((id) => item(id, 'test'))];
    store.setState({ config: TEN_STEPS, items, datasetName: 'set' });
    now = store.getState;
  });

  it('are one: the first test image of what was picked out is chosen, unless one of it is already', () => {
    now().setResultFilter({ label: 'a bin', ids: ['n', 'b', 'c'] });
    expect(now().selectedItemId).toBe('b');
    now().selectItem('c');
    now().setResultFilter({ label: 'another', ids: ['b', 'c'] });
    expect(now().selectedItemId).toBe('c');
    now().setResultFilter(null);
    expect(now().selectedItemId).toBe('c');
  });

  it('another test image takes back what was picked out; a training image does not', () => {
    const filter = { label: 'a bin', ids: ['b', 'c'] };
    now().setResultFilter(filter);
    now().selectItem('n');
    expect(now().resultFilter).toBe(filter);
    now().selectItem('a');
    expect(now().resultFilter).toBeNull();
    expect(now().selectedItemId).toBe('a');
  });

  it('nothing is chosen where nothing of it is a test image', () => {
    now().setResultFilter({ label: 'a part of the map', ids: ['n'] });
    expect(now().selectedItemId).toBeNull();
  });
});
