import { expect, it } from 'vitest';
import { rowShares } from './row-shares.ts';

it('gives shares of each true class, and null for one not seen', () => {
  expect(rowShares(Int32Array.of(3, 1, 0, 0), 2)).toEqual([
    [0.75, 0.25],
    [null, null],
  ]);
});
