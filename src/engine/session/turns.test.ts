import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

describe('turns', () => {
  it('are taken one at a time, in order, also after a failure', async () => {
    const turns = new Turns();
    const order: number[] = [];
    const job = (id: number, fails = false) =>
      turns.take(async () => {
        order.push(id);
        await Promise.resolve();
        order.push(-id);
        if (fails) throw new Error('job failed');
        return id;
      });
    const results = await Promise.allSettled([job(1), job(2, true), job(3)]);
    expect(order).toEqual([1, -1, 2, -2, 3, -3]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
