import { describe, expect, it } from 'vitest';
import { takeBurst } from './burst.ts';

const options = (count: number, signal = new AbortController().signal) => {
  const waits: number[] = [];
  const counted: number[] = [];
  return {
    waits,
    counted,
    count,
    intervalMs: 250,
    signal,
    onTaken: (n: number) => void counted.push(n),
    wait: async (ms: number) => void waits.push(ms),
  };
};

describe('takeBurst', () => {
  it('takes so many, with a pause between two', async () => {
    const burst = options(4);
    expect(await takeBurst(async (i) => i * 10, burst)).toEqual([0, 10, 20, 30]);
    expect(burst.waits).toEqual([250, 250, 250]);
    expect(burst.counted).toEqual([1, 2, 3, 4]);
  });

  it('keeps what was taken until it was stopped', async () => {
    const controller = new AbortController();
    const burst = options(9, controller.signal);
    const take = async (i: number) => {
      if (i === 2) controller.abort();
      return i;
    };
    expect(await takeBurst(take, burst)).toEqual([0, 1, 2]);
  });
});
