/** Several threads give the very bits of one: every kernel whose work is shared, on worker threads and a shared memory. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBareRuntime, type BareRuntime } from './testing/bare-runtime.ts';
import { WORKS } from './testing/works.ts';

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
