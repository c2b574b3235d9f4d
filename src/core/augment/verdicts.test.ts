import { describe, expect, it } from 'vitest';
import { isRight, summaryOf, verdictsOf } from './verdicts.ts';

/** Two classes, three sources: normal 0 to 2, pasted 3 to 5. */
const SHARES = Float32Array.of(0.75, 0.25, 0.25, 0.75, 1, 0, 0.5, 0.5, 0, 1, 0.9375, 0.0625);

describe('verdicts of a batch', () => {
  const verdicts = verdictsOf(SHARES, 2);

  it('has the hardest view first: the one whose true class got the least', () => {
    expect(verdicts.map(({ place }) => place)).toEqual([5, 1, 3, 0, 2, 4]);
    expect(verdicts[0]).toEqual({ place: 5, label: 1, called: 0, own: 0.0625, sure: 0.9375 });
  });

  it('takes the largest share for the verdict, the first of equal ones', () => {
    expect(verdicts.map(isRight)).toEqual([false, false, false, true, true, true]);
  });

  it('counts what was right, and what was sure', () => {
    expect(summaryOf(verdicts, 0.9)).toEqual({ right: 3, sure: 3, sureAndWrong: 1 });
  });
});
