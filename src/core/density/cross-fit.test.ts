import { describe, expect, it } from 'vitest';
import type { DensityConfig } from '../config/schema.ts';
import { createRandom } from '../random/random.ts';
import { crossFitScores, imageMaxima } from './cross-fit.ts';
import { fitDensity } from './fit-density.ts';
import { gatherImages, makeFolds } from './folds.ts';
import { kernelGamma } from './estimators/kde.ts';
import { SharedProducts } from './shared-products.ts';

const base: DensityConfig = {
  estimator: 'gde',
  l2Normalise: true,
  covariance: 'ledoit-wolf',
  ridge: 1e-3,
  pcaVariance: 0.95,
  bankShare: 0.25,
};

function randomFeatures(n: number, d: number, seed: number): Float32Array {
  const random = createRandom(seed, 'cross-fit-test');
  return Float32Array.from({ length: n * d }, (_, i) => 1 + (i % d) * 0.1 + random.normal());
}

describe('makeFolds', () => {
  it('splits every image once, evenly, and the same way for the same seed', () => {
    const folds = makeFolds(23, 5, 7);
    expect(folds.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, i) => i));
    expect(folds.map((fold) => fold.length).sort()).toEqual([4, 4, 5, 5, 5]);
    expect(makeFolds(23, 5, 7)).toEqual(folds);
    expect(makeFolds(23, 5, 8)).not.toEqual(folds);
    expect(makeFolds(3, 5, 0)).toHaveLength(3);
  });
});

describe('crossFitScores', () => {
  const changes: Partial<DensityConfig>[] = [
    {},
    { covariance: 'ridge' },
    { covariance: 'diagonal' },
    { covariance: 'pca' },
    { l2Normalise: false },
    { estimator: 'nearest' },
    { estimator: 'memory-bank' },
    { estimator: 'memory-bank', l2Normalise: false },
  ];
  const shapes = [
    { images: 13, places: 1, d: 20, perLocation: false },
    { images: 40, places: 1, d: 6, perLocation: false },
    { images: 9, places: 6, d: 5, perLocation: false },
    { images: 9, places: 6, d: 5, perLocation: true },
    { images: 6, places: 2, d: 20, perLocation: false },
    { images: 6, places: 2, d: 20, perLocation: true },
    { images: 11, places: 1, d: 9, perLocation: false },
  ];

  it.each(changes.flatMap((change) => shapes.map((shape) => ({ change, shape }))))(
    'equals fitting on the other folds: $change $shape',
    ({ change, shape: { images, places, d, perLocation } }) => {
      const config = { ...base, ...change };
      const features = randomFeatures(images * places, d, images);
      const n = images * places;
      const scores = crossFitScores(features, n, d, config, 5, 3, { places, perLocation });
      const shared = new SharedProducts(features, n, d);
      const bySharing = crossFitScores(features, n, d, config, 5, 3, { places, perLocation, shared });
      bySharing.forEach((score, i) => expect(score).toBeCloseTo(scores[i], 7));
      for (const fold of makeFolds(images, 5, 3)) {
        const kept = Array.from({ length: images }, (_, i) => i).filter((i) => !fold.includes(i));
        const rows = gatherImages(features, kept, places, d);
        const density = fitDensity(rows, kept.length * places, d, config, {
          locations: perLocation ? places : 1,
        });
        const expected = density.score(gatherImages(features, fold, places, d), fold.length * places);
        fold.forEach((image, i) => {
          for (let p = 0; p < places; p++) {
            const value = scores[image * places + p];
            expect(Math.abs(value - expected[i * places + p])).toBeLessThanOrEqual(1e-9 * Math.abs(value));
          }
        });
      }
    },
  );

  it('scales the kernel sums of folds to the number of all images', () => {
    const features = randomFeatures(12, 4, 2);
    const config = { ...base, estimator: 'kde' } as const;
    const held = crossFitScores(features, 12, 4, config, 3, 1);
    for (const fold of makeFolds(12, 3, 1)) {
      const kept = Array.from({ length: 12 }, (_, i) => i).filter((i) => !fold.includes(i));
      const rows = gatherImages(features, kept, 1, 4);
      const gamma = kernelGamma(rows, 8, { dimension: 4, l2Normalise: true, locations: 1 });
      const scores = fitDensity(rows, 8, 4, config).score(gatherImages(features, fold, 1, 4), 4);
      fold.forEach((image, i) => expect(held[image]).toBeCloseTo(scores[i] - Math.log(12 / 8) / gamma, 12));
    }
  });

  it('gives larger scores than the density gives its own training images', () => {
    const ridge = { ...base, covariance: 'ridge' } as const;
    const features = randomFeatures(30, 24, 5);
    const held = crossFitScores(features, 30, 24, ridge, 5, 0);
    const own = fitDensity(features, 30, 24, ridge).score(features, 30);
    const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(held)).toBeGreaterThan(1.2 * mean(own));
  });

  it('scores a single image by its own density', () => {
    expect(crossFitScores(randomFeatures(1, 4, 1), 1, 4, base)).toHaveLength(1);
  });
});

describe('imageMaxima', () => {
  it('takes the maximum over the places of each image', () => {
    expect([...imageMaxima(Float64Array.from([1, 3, 2, -5, -4, -9]), 3)]).toEqual([3, -4]);
  });
});
