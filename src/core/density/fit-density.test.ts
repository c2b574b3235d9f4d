import { describe, expect, it } from 'vitest';
import type { DensityConfig } from '../config/schema.ts';
import { createRandom } from '../random/random.ts';
import fixture from './fixtures/density.json' with { type: 'json' };
import { fitDensity } from './fit-density.ts';
import { kernelGamma } from './estimators/kde.ts';

const base: DensityConfig = {
  estimator: 'gde',
  l2Normalise: true,
  covariance: 'ledoit-wolf',
  ridge: 0.01,
  pcaVariance: 0.9,
  bankShare: 0.25,
};

function relativeError(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(actual[i] - value) / (Math.abs(value) || scale)));
}

describe.each(fixture.cases)('densities of $rows rows of $dimension against SciPy', (given) => {
  const train = Float32Array.from(given.train);
  const test = Float32Array.from(given.test);
  const n = given.rows;
  const d = given.dimension;

  describe.each(given.expected)('L2-normalised: $l2', (expected) => {
    const fit = (change: Partial<DensityConfig>) =>
      fitDensity(train, n, d, { ...base, l2Normalise: expected.l2, ...change });

    it('equals scikit-learn with Ledoit-Wolf', () => {
      const density = fit({});
      expect(relativeError([density.shrinkage!], [expected.shrinkage])).toBeLessThan(1e-9);
      expect(relativeError(density.score(test, 4), expected.ledoitWolf)).toBeLessThan(1e-9);
      expect(relativeError([density.conditionNumber!], [expected.conditionNumber])).toBeLessThan(1e-4);
      expect(relativeError([density.effectiveRank!], [expected.effectiveRank])).toBeLessThan(1e-9);
      expect([density.dimension, density.samples, density.locations]).toEqual([d, n, 1]);
    });

    it('equals the ridge, the diagonal and the PCA form', () => {
      expect(relativeError(fit({ covariance: 'ridge' }).score(test, 4), expected.ridge)).toBeLessThan(1e-9);
      expect(relativeError(fit({ covariance: 'diagonal' }).score(test, 4), expected.diagonal)).toBeLessThan(
        1e-9,
      );
      const pca = fit({ covariance: 'pca' });
      expect(pca.dimension).toBe(expected.pcaKept);
      expect(relativeError(pca.score(test, 4), expected.pca)).toBeLessThan(1e-9);
    });

    it('equals the kernel density and the nearest neighbour', () => {
      const layout = { dimension: d, l2Normalise: expected.l2, locations: 1 };
      expect(relativeError([kernelGamma(train, n, layout)], [expected.gamma])).toBeLessThan(1e-9);
      expect(relativeError(fit({ estimator: 'kde' }).score(test, 4), expected.kde)).toBeLessThan(1e-9);
      expect(relativeError(fit({ estimator: 'nearest' }).score(test, 4), expected.nearest)).toBeLessThan(
        1e-9,
      );
    });

    it.each([
      { estimator: 'gde', covariance: 'ledoit-wolf' },
      { estimator: 'gde', covariance: 'ridge' },
      { estimator: 'gde', covariance: 'diagonal' },
      { estimator: 'gde', covariance: 'pca' },
      { estimator: 'kde' },
      { estimator: 'nearest' },
    ] as const)('has the gradient that finite differences give: %o', (change) => {
      const density = fit(change);
      const at = Float64Array.from(test.subarray(0, d));
      const gradient = density.gradient(at);
      const numeric = Array.from(at, (value, i) => {
        const h = 1e-5 * Math.max(1, Math.abs(value));
        const score = (x: number) => density.score(at.with(i, x), 1)[0];
        return (score(value + h) - score(value - h)) / (2 * h);
      });
      const scale = Math.max(...numeric.map(Math.abs));
      for (let i = 0; i < d; i++) expect(Math.abs(gradient[i] - numeric[i])).toBeLessThan(2e-6 * scale);
    });
  });
});

describe('a mean per location', () => {
  const { images, places, dimension: d, train, test, shrinkage, scores } = fixture.perLocation;

  it('shares the covariance of the residuals', () => {
    const density = fitDensity(Float32Array.from(train), images * places, d, base, { locations: places });
    expect(density.locations).toBe(places);
    expect(relativeError([density.shrinkage!], [shrinkage])).toBeLessThan(1e-9);
    expect(relativeError(density.score(Float32Array.from(test), 2 * places), scores)).toBeLessThan(1e-9);
  });

  it.each(['gde', 'kde', 'nearest'] as const)('has a gradient at its location: %s', (estimator) => {
    const config = { ...base, estimator };
    const density = fitDensity(Float32Array.from(train), images * places, d, config, { locations: places });
    const image = Float64Array.from(test.slice(0, places * d));
    const location = 2;
    const at = image.slice(location * d, (location + 1) * d);
    const gradient = density.gradient(at, location);
    for (let i = 0; i < d; i++) {
      const score = (x: number) => density.score(image.with(location * d + i, x), places)[location];
      const numeric = (score(at[i] + 1e-6) - score(at[i] - 1e-6)) / 2e-6;
      expect(Math.abs(gradient[i] - numeric)).toBeLessThan(1e-5 * Math.max(1, Math.abs(numeric)));
    }
  });
});

describe('fitDensity at the edges', () => {
  it('gives the same scores from the Gram matrix and from the covariance', () => {
    // Each row twice: 16 rows have the covariance, up to its scale, of 8; one side uses the Gram form, one does not.
    const random = createRandom(3, 'density-test');
    const rows = Float32Array.from({ length: 8 * 12 }, () => random.normal());
    const twice = Float32Array.from([...rows, ...rows]);
    const test = rows.map((value, i) => value + 0.1 * Math.sin(i));
    for (const covariance of ['ridge', 'pca'] as const) {
      const config = { ...base, covariance };
      const few = fitDensity(rows, 8, 12, config).score(test, 8);
      const many = fitDensity(twice, 16, 12, config).score(test, 8);
      expect(relativeError(many, [...few])).toBeLessThan(1e-9);
    }
  });

  it.each(['ledoit-wolf', 'ridge', 'diagonal', 'pca'] as const)(
    'stays finite with identical images and dead features: %s',
    (covariance) => {
      for (const n of [1, 3, 12]) {
        const same = Float32Array.from({ length: n * 6 }, (_, i) => (i % 6 < 4 ? 1 + (i % 6) : 0));
        const density = fitDensity(same, n, 6, { ...base, covariance });
        const scores = density.score(Float32Array.from([1, 2, 3, 4, 0, 0, 4, 3, 2, 1, 1, 0]), 2);
        expect(Number.isFinite(scores[0]) && Number.isFinite(scores[1])).toBe(true);
        if (covariance !== 'pca') expect(scores[1]).toBeGreaterThan(scores[0]);
        expect(density.gradient(new Float32Array(6)).every(Number.isFinite)).toBe(true);
      }
    },
  );

  it('refuses what cannot be fitted, with a code', () => {
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(code(() => fitDensity(new Float32Array(0), 0, 3, base))).toBe('density-no-samples');
    expect(code(() => fitDensity(new Float32Array(5), 2, 3, base))).toBe('density-bad-shape');
    expect(code(() => fitDensity(new Float32Array(9), 3, 3, base, { locations: 2 }))).toBe(
      'density-bad-shape',
    );
    expect(code(() => fitDensity(Float32Array.from([1, NaN, 2]), 1, 3, base))).toBe('density-not-finite');
  });
});
