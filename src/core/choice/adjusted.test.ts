import { describe, expect, it } from 'vitest';
import { adjustedMeans } from './adjusted.ts';
import cases from './fixtures/adjusted-means.json';

describe('adjusted means', () => {
  it.each(cases)('are those of least squares', ({ cells, means }) => {
    adjustedMeans(cells).forEach((value, i) => expect(value).toBeCloseTo(means[i], 9));
  });

  it('of a whole table are its row means, and a row without cells has none', () => {
    expect(
      adjustedMeans([
        [1, 3],
        [2, 6],
        [null, null],
      ]),
    ).toEqual([2, 4, null]);
  });

  it('do not reward a row for easy columns', () => {
    // Both rows are alike where both were tested; the first was tested on the easy column besides.
    const [easy, hard] = adjustedMeans([
      [0.9, 0.6, null],
      [null, 0.6, 0.5],
    ]);
    expect(easy).toBeCloseTo(hard as number, 9);
  });
});
