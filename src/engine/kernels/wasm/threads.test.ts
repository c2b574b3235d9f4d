/** Several threads give the very bits of one: every kernel whose work is shared, on worker threads and a shared memory. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBareRuntime, type BareRuntime } from './testing/bare-runtime.ts';
import { WORKS } from './testing/works.ts';
import { startThreads, type SpawnThread, type ThreadStart } from './threads.ts';

const sameBits = (a: Float32Array[], b: Float32Array[]) =>
  a.every((values, i) => Buffer.from(values.buffer).equals(Buffer.from(b[i].buffer)));

describe('several threads', () => {
  let one: BareRuntime;
  let four: BareRuntime;
  beforeAll(async () => {
    [one, four] = await Promise.all([startBareRuntime(0), startBareRuntime(3)]);
  });
  afterAll(() => four.threads?.stop());

  it.each(WORKS)('give the bits of one: %s', (_, work) => {
    const expected = work(one);
    for (const outputs of [work(four), work(four)]) expect(sameBits(outputs, expected)).toBe(true);
    for (const output of expected) expect(output.every(Number.isFinite)).toBe(true);
  });

  it('may be fewer than were started', () => {
    const [, work] = WORKS[0];
    const expected = work(one);
    for (const helpers of [0, 1, 3]) {
      four.threads?.use(helpers);
      expect(sameBits(work(four), expected)).toBe(true);
    }
  });
});

describe('threads that do not start', () => {
  const start = { module: {} as WebAssembly.Module, memory: {} as WebAssembly.Memory, phaseNames: [] };
  /** `answers`: of each thread in turn, whether it starts. */
  function spawning(answers: readonly boolean[]) {
    const asked: ThreadStart[] = [];
    const ended: number[] = [];
    const spawn: SpawnThread = async (given) => {
      asked.push(given);
      if (!answers[asked.length - 1]) throw new Error('no answer');
      return { end: () => void ended.push(asked.indexOf(given)) };
    };
    return { asked, ended, spawn };
  }

  it('are tried once more, all of them on another control block', async () => {
    const { asked, ended, spawn } = spawning([true, false, true, true]);
    const threads = await startThreads(2, start, spawn);
    expect(threads?.count).toBe(2);
    expect(asked.map(({ thread }) => thread)).toEqual([1, 2, 1, 2]);
    expect(ended).toEqual([0]);
    expect(asked[2].control).not.toBe(asked[0].control);
    expect(asked[3].control).toBe(asked[2].control);
  });

  it('are done without when it fails again', async () => {
    const { ended, spawn } = spawning([true, false, true, false]);
    expect(await startThreads(2, start, spawn)).toBeNull();
    expect(ended).toEqual([0, 2]);
  });
});
