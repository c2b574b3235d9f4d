import { describe, expect, it } from 'vitest';
import { inLanes } from './turn.ts';

describe('inLanes', () => {
  it('does everything once, and never more at a time than there are lanes', async () => {
    let [running, most] = [0, 0];
    const done: number[] = [];
    await inLanes([...Array(20).keys()], 3, async (item, index) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      done.push(item);
      expect(item).toBe(index);
      running -= 1;
    });
    expect(most).toBe(3);
    expect(done.sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
  });

  it('rejects with the first error', async () => {
    const work = async (item: number) => {
      if (item === 2) throw new Error('two');
    };
    await expect(inLanes([1, 2, 3], 2, work)).rejects.toThrow('two');
    await inLanes([], 2, work);
  });
});
