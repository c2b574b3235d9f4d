import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { aurocInterval, compareAurocs } from './auroc-interval.ts';
import { betaCdf, betaQuantile, studentQuantile } from './beta-law.ts';
import fixture from './fixtures/intervals.json' with { type: 'json' };
import { normalCdf } from './normal-law.ts';

describe('laws, against SciPy', () => {
  it.each(fixture.beta)('Beta(%f, %f) at %f', (a, b, x, expected) => {
    expect(Math.abs(betaCdf(x, a, b) - expected)).toBeLessThan(1e-11 * Math.max(1e-3, expected));
  });

  it.each(fixture.betaQuantile)('quantile of Beta(%f, %f) at %f', (a, b, p, expected) => {
    expect(betaQuantile(p, a, b)).toBeCloseTo(expected, 11);
  });

  it.each(fixture.student)('Student`s t at %f with %i degrees', (p, degrees, expected) => {
    expect(studentQuantile(p, degrees)).toBeCloseTo(expected, 8);
  });
});

describe.each(fixture.intervals)('interval of an AUROC: $name', (given) => {
  const groups = given.groups ?? undefined;

  it('equals the definition', () => {
    const { auroc, low, high } = aurocInterval(given.first, given.labels, { groups })!;
    expect(auroc).toBeCloseTo(given.auroc, 12);
    expect(low).toBeCloseTo(given.low, 9);
    expect(high).toBeCloseTo(given.high, 9);
  });

  it('of a difference is combined from both, and p says where it would leave 0 out', () => {
    const { comparisons } = given;
    const found = compareAurocs(given.first, given.second, given.labels, { groups, comparisons })!;
    expect(found.difference).toBeCloseTo(given.difference, 12);
    expect(found.low).toBeCloseTo(given.differenceLow, 9);
    expect(found.high).toBeCloseTo(given.differenceHigh, 9);
    const level = (p: number) =>
      compareAurocs(given.first, given.second, given.labels, { groups, level: 1 - p })!;
    if (found.pValue < 1) {
      const p = found.pValue / comparisons;
      expect(level(p * 1.01)).toSatisfy(({ low, high }: typeof found) => low > 0 || high < 0);
      expect(level(p * 0.99)).toSatisfy(({ low, high }: typeof found) => low <= 0 && high >= 0);
    }
  });
});

describe('at the border', () => {
  it('a perfect order of few images promises little, of many more', () => {
    const perfect = (m: number, n: number) => {
      const labels = [...new Array<number>(n).fill(0), ...new Array<number>(m).fill(1)];
      return aurocInterval(labels, labels)!;
    };
    expect(perfect(11, 20)).toMatchObject({ auroc: 1, high: 1 });
    expect(perfect(11, 20).low).toBeLessThan(0.9);
    expect(perfect(200, 200).low).toBeGreaterThan(0.98);
    expect(perfect(1, 1).low).toBeLessThan(0.3);
  });

  it('equal scores of two runs are no difference', () => {
    const labels = [0, 0, 0, 1, 1];
    expect(compareAurocs([1, 2, 3, 2, 4], [1, 2, 3, 2, 4], labels)).toMatchObject({
      difference: 0,
      pValue: 1,
    });
  });
});

/** Share of `draws` intervals that hold the true AUROC, for normal laws with the given gap and spread of the anomalous scores. */
function coverage(m: number, n: number, gap: number, spread: number, draws: number): number {
  const truth = normalCdf(gap / Math.hypot(1, spread));
  const labels = [...new Array<number>(n).fill(0), ...new Array<number>(m).fill(1)];
  const random = createRandom(5, 'coverage', m, n, gap, spread);
  let held = 0;
  for (let d = 0; d < draws; d++) {
    const scores = labels.map((label) => (label ? gap + spread * random.normal() : random.normal()));
    const { low, high } = aurocInterval(scores, labels)!;
    if (low <= truth && truth <= high) held++;
  }
  return held / draws;
}

describe('coverage of the 95 % interval, 400 simulated test sets each', () => {
  it.each([
    [11, 10, 1.3, 1],
    [11, 40, 3.3, 1],
    [11, 40, 4.1, 1],
    [40, 40, 2.6, 1],
    [40, 20, 1.2, 1],
    [11, 40, 4, 3],
    [30, 30, 6, 3],
  ])('%i anomalous, %i normal, gap %f, spread %f', (m, n, gap, spread) => {
    expect(coverage(m, n, gap, spread, 400)).toBeGreaterThanOrEqual(0.92);
  });
});
