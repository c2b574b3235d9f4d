/** Against scikit-learn (scripts/fixtures/ridge_fixtures.py). */
import { describe, expect, it } from 'vitest';
import fixture from './fixtures/ridge.json';
import { fitRidge } from './ridge-regression.ts';

const { inputs, outputs, held, shares, chosen, weights, bias } = fixture;
const rows = Float32Array.from(fixture.rows);

const near = (found: Float64Array, expected: readonly number[]) =>
  found.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-9));

describe('ridge regression', () => {
  it.each(shares.map((share, i) => [share, i] as const))('at penalty %f is scikit-learn’s', (share, i) => {
    for (const part of [0, held]) {
      const found = fitRidge({ rows, inputs, outputs, held: part }, [share]);
      near(found.weights, weights[i]);
      near(found.bias, bias[i]);
    }
  });

  it('takes the penalty that predicts the held-out rows best, and fits all rows with it', () => {
    const found = fitRidge({ rows, inputs, outputs, held }, shares);
    expect(found.penaltyShare).toBe(chosen);
    near(found.weights, weights[shares.indexOf(chosen)]);
  });

  it('of outputs that are always nought is nought, also where the inputs never change', () => {
    const still = Float32Array.from({ length: 20 * 3 }, (_, i) => (i % 3 === 2 ? 0 : 5));
    const found = fitRidge({ rows: still, inputs: 2, outputs: 1, held: 5 });
    expect([...found.weights, ...found.bias]).toEqual([0, 0, 0]);
  });
});
