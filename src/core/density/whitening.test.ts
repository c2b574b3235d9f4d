import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { covarianceFactor, unwhiten, whiten } from './whitening.ts';

describe('whitening', () => {
  const [count, d] = [400, 3];
  const random = createRandom(1, 'whitening');
  const rows = new Float32Array(count * d);
  for (let n = 0; n < count; n++) {
    const [a, b, c] = [random.normal(), random.normal(), random.normal()];
    rows.set([5 + 2 * a, a + b, c - b / 2], n * d);
  }
  const factor = covarianceFactor(rows, d);

  it('makes variances one and correlations nought', () => {
    const white = rows.slice();
    for (let n = 0; n < count; n++) whiten(white.subarray(n * d, (n + 1) * d), factor);
    const mean = (f: (n: number) => number) =>
      Array.from({ length: count }, (_, n) => f(n)).reduce((x, y) => x + y, 0) / count;
    const means = [0, 1, 2].map((i) => mean((n) => white[n * d + i]));
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++) {
        const found = mean((n) => (white[n * d + i] - means[i]) * (white[n * d + j] - means[j]));
        expect(Math.abs(found - Number(i === j))).toBeLessThan(0.01);
      }
  });

  it('can be taken back', () => {
    const row = rows.slice(0, d);
    whiten(row, factor);
    const back = Float64Array.from(row);
    unwhiten(back, factor);
    back.forEach((value, i) => expect(value).toBeCloseTo(rows[i], 5));
  });

  it('of rows that never change is finite', () => {
    expect(covarianceFactor(new Float32Array(12).fill(2), 3).every(Number.isFinite)).toBe(true);
  });
});
