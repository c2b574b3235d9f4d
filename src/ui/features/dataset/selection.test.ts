import { describe, expect, it } from 'vitest';
import { choose, chooseAll, EMPTY_SELECTION, prune } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const plain = { extend: false, toggle: false };
const shift = { extend: true, toggle: false };
const control = { extend: false, toggle: true };

describe('selection', () => {
  it('of one replaces the others', () => {
    const one = choose(choose(EMPTY_SELECTION, order, 'a', plain), order, 'c', plain);
    expect([...one.ids]).toEqual(['c']);
    expect(one.current).toBe('c');
  });

  it('with Control adds and takes away', () => {
    const two = choose(choose(EMPTY_SELECTION, order, 'a', plain), order, 'c', control);
    expect([...two.ids]).toEqual(['a', 'c']);
    expect([...choose(two, order, 'a', control).ids]).toEqual(['c']);
  });

  it('with Shift is the range from the anchor, both ways', () => {
    const from = choose(EMPTY_SELECTION, order, 'c', plain);
    const forth = choose(from, order, 'e', shift);
    expect([...forth.ids]).toEqual(['c', 'd', 'e']);
    expect([...choose(forth, order, 'a', shift).ids]).toEqual(['a', 'b', 'c']);
  });

  it('with Shift and a hidden anchor is the one image', () => {
    const hidden = choose(EMPTY_SELECTION, ['x'], 'x', plain);
    expect([...choose(hidden, order, 'b', shift).ids]).toEqual(['b']);
  });

  it('of all, and without what is gone', () => {
    const all = chooseAll(EMPTY_SELECTION, order);
    expect(all.ids.size).toBe(5);
    expect(prune(all, new Set(order))).toBe(all);
    const left = prune(all, new Set(['b']));
    expect([...left.ids]).toEqual(['b']);
    expect(left.current).toBeNull();
  });
});
