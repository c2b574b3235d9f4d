/** Divergence that is not NaN, against the loss of guessing. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { divergenceOf } from './divergence.ts';

const run = (steps: number, lossAt: (step: number) => number) =>
  Array.from({ length: steps }, (_, i) => lossAt(i));

describe('a run whose loss ends far above guessing', () => {
  it('has diverged: 40 where ln 3 is chance', () => {
    const found = divergenceOf(
      run(500, (i) => (i < 100 ? 1 : 40)),
      3,
    );
    expect(found).toEqual({ loss: 40, chance: Math.log(3) });
  });

  it('has diverged too where it is no number, or infinite', () => {
    expect(divergenceOf([1, NaN], 3)?.loss).toBe(Infinity);
    expect(divergenceOf([1, Infinity], 2)).not.toBeNull();
  });
});

describe('a run that is fine', () => {
  it('learns, stays at chance with the noise of small batches, or has a spike within', () => {
    const random = createRandom(1, 'divergence-test');
    expect(
      divergenceOf(
        run(400, (i) => Math.exp(-i / 50)),
        3,
      ),
    ).toBeNull();
    expect(
      divergenceOf(
        run(400, () => Math.log(3) * (1 + 0.5 * random.normal() ** 2)),
        3,
      ),
    ).toBeNull();
    expect(
      divergenceOf(
        run(400, (i) => (i === 395 ? 60 : 0.2)),
        3,
      ),
    ).toBeNull();
    expect(
      divergenceOf(
        run(400, (i) => (i < 300 ? 40 : 0.5)),
        2,
      ),
    ).toBeNull();
  });

  it('has no steps', () => {
    expect(divergenceOf([], 3)).toBeNull();
  });
});
