import { describe, expect, it } from 'vitest';
import { ConfusionMemory } from './confusion-memory.ts';

const of = (count: number) => Int32Array.of(count, 0, 0, count);

describe('ConfusionMemory', () => {
  it('goes back to what was known at a step, or last before it', () => {
    const memory = new ConfusionMemory();
    for (const step of [2, 4, 6]) memory.note(step, of(step));
    expect(memory.returnTo(5)).toEqual(of(4));
    expect(memory.returnTo(6)).toEqual(of(4));
    expect(memory.returnTo(0)).toBeNull();
  });

  it('of a run that is taken up before its first step is empty', () => {
    const memory = new ConfusionMemory();
    memory.note(0, null);
    expect(memory.returnTo(0)).toBeNull();
  });

  it('forgets a branch when another one begins before it', () => {
    const memory = new ConfusionMemory();
    for (const step of [1, 2, 3]) memory.note(step, of(step));
    memory.note(1, of(10));
    expect(memory.returnTo(3)).toEqual(of(10));
  });

  it('stays small over a long run', () => {
    const memory = new ConfusionMemory();
    for (let step = 1; step <= 9000; step++) memory.note(step, of(step));
    expect(memory.returnTo(9000)).toEqual(of(9000));
    expect(memory.returnTo(10)?.[0]).toBeLessThanOrEqual(10);
  });
});
