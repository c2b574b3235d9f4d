/** Mean distance to the nearest neighbours against scikit-learn, fitted and held out. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import { fitDensity } from '../fit-density.ts';
import { SharedProducts } from '../shared-products.ts';
import fixture from './fixtures/neighbours.json' with { type: 'json' };
import { estimatorOf } from './registry.ts';

const config = { ...PRESETS.quick.density, estimator: 'knn' as const };

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => expect(Math.abs(actual[i] - value)).toBeLessThan(1e-9 * value));
}

describe.each(fixture)('$rows rows of $dimension, L2-normalised: $l2', (given) => {
  const { rows: n, dimension: d, l2, folds: split } = given;
  const features = Float32Array.from(given.train);
  const test = Float32Array.from(given.test);
  const density = fitDensity(features, n, d, { ...config, l2Normalise: l2 });

  it('scores like scikit-learn', () => {
    expectClose(density.score(test, 4), given.scores);
  });

  it.each([false, true])('holds out like scikit-learn (products shared: %s)', (shares) => {
    const shared = shares ? new SharedProducts(features, n, d) : null;
    const layout = { dimension: d, l2Normalise: l2, locations: 1 };
    const rows = { features, n, images: n, places: 1, layout, split };
    const held = estimatorOf(config).crossFit({ ...rows, settings: config, shared, scatter: null });
    expectClose(held, given.heldOut);
  });

  it('has the gradient that differences give', () => {
    const probe = Float64Array.from(test.subarray(0, d));
    const gradient = density.gradient(probe);
    for (let k = 0; k < d; k++) {
      const [up, down] = [1e-5, -1e-5].map((step) =>
        density.score(
          probe.map((value, i) => value + (i === k ? step : 0)),
          1,
        ),
      );
      expect(gradient[k]).toBeCloseTo((up[0] - down[0]) / 2e-5, 6);
    }
  });
});
