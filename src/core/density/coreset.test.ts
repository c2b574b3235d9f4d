import { expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { gram } from './products.ts';
import { greedyCentres, greedyCentresOfRows } from './coreset.ts';
import { fitDensity } from './fit-density.ts';

const random = createRandom(3, 'coreset-test');
const rowsOf = (n: number, d: number) => Float64Array.from({ length: n * d }, () => random.normal());

const bank = (bankShare: number, l2Normalise: boolean) =>
  ({
    estimator: 'memory-bank',
    l2Normalise,
    covariance: 'ledoit-wolf',
    ridge: 1,
    pcaVariance: 1,
    bankShare,
  }) as const;

/** Largest distance of a row to its nearest centre. */
function radius(rows: Float64Array, d: number, centres: readonly number[]): number {
  let worst = 0;
  for (let i = 0; i < rows.length / d; i++) {
    const distances = centres.map((c) =>
      Math.hypot(...Array.from({ length: d }, (_, k) => rows[i * d + k] - rows[c * d + k])),
    );
    worst = Math.max(worst, Math.min(...distances));
  }
  return worst;
}

it('chooses centres that cover the rows within twice the best radius', () => {
  const rows = rowsOf(9, 2);
  const chosen = greedyCentresOfRows(rows, 9, 2, 3);
  expect(greedyCentres(gram(rows, 9, 2), 9, 3)).toEqual(chosen);
  expect(new Set(chosen).size).toBe(3);
  let best = Infinity;
  for (let a = 0; a < 9; a++)
    for (let b = a + 1; b < 9; b++)
      for (let c = b + 1; c < 9; c++) best = Math.min(best, radius(rows, 2, [a, b, c]));
  expect(radius(rows, 2, chosen)).toBeLessThanOrEqual(2 * best + 1e-12);
});

it('chooses the same of rows with many channels, where a distance is not always added up to its end', () => {
  const [n, d, size] = [60, 37, 25];
  const rows = rowsOf(n, d);
  const whole = (a: number, b: number) => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += (rows[a * d + k] - rows[b * d + k]) ** 2;
    return sum;
  };
  const chosen = greedyCentresOfRows(rows, n, d, size);
  for (let count = 1; count < size; count++) {
    const nearest = Array.from({ length: n }, (_, i) =>
      Math.min(...chosen.slice(0, count).map((centre) => whole(centre, i))),
    );
    expect(chosen[count]).toBe(nearest.indexOf(Math.max(...nearest)));
  }
});

it('takes the farthest row each time, from the one nearest to the mean', () => {
  const rows = Float64Array.from([0, 1, 2, 3, 10]);
  expect(greedyCentresOfRows(rows, 5, 1, 3)).toEqual([3, 4, 0]);
});

it('scores the distance to the nearest kept row, with the gradient that differences give', () => {
  const [n, d] = [40, 6];
  for (const l2Normalise of [false, true]) {
    const features = Float32Array.from(rowsOf(n, d));
    const all = fitDensity(features, n, d, bank(1, l2Normalise));
    expect(Math.max(...all.score(features, n))).toBeLessThan(1e-6);
    const few = fitDensity(features, n, d, bank(0.2, l2Normalise));
    const probe = rowsOf(1, d);
    const gradient = few.gradient(probe);
    for (let k = 0; k < d; k++) {
      const moved = [1e-5, -1e-5].map((step) => probe.map((v, i) => v + (i === k ? step : 0)));
      const slope = (few.score(moved[0], 1)[0] - few.score(moved[1], 1)[0]) / 2e-5;
      expect(gradient[k]).toBeCloseTo(slope, 5);
    }
  }
});

it('keeps a bank for each location', () => {
  const features = Float32Array.from([0, 100, 1, 101, 2, 102]);
  const density = fitDensity(features, 6, 1, bank(1, false), { locations: 2 });
  expect(Array.from(density.score(Float32Array.from([0, 100, 102, 0]), 4))).toEqual([0, 0, 100, 100]);
});
