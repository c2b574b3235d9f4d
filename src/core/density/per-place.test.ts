import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { fitDensity } from './fit-density.ts';
import { fitPerPlace, type PlaceDensities } from './per-place.ts';

const CONFIG = {
  estimator: 'gde',
  l2Normalise: false,
  covariance: 'ledoit-wolf',
  ridge: 0.01,
  pcaVariance: 0.99,
  bankShare: 0.25,
} as const;
const [images, places, d] = [9, 3, 4];

function finish(steps: Generator<number, PlaceDensities>): { counts: number[]; densities: PlaceDensities } {
  const counts: number[] = [];
  for (;;) {
    const next = steps.next();
    if (next.done) return { counts, densities: next.value };
    counts.push(next.value);
  }
}

describe('fitPerPlace', () => {
  const random = createRandom(5, 'per-place');
  const features = Float32Array.from({ length: images * places * d }, () => random.normal());

  it('scores every place by the density of that place alone, and reports each', () => {
    const { counts, densities } = finish(fitPerPlace(features, images, places, d, CONFIG));
    const probe = Float32Array.from({ length: places * d }, () => random.normal());
    const scores = densities.score(probe);
    expect(counts).toEqual([1, 2, 3]);
    for (let place = 0; place < places; place++) {
      const rows = new Float32Array(images * d);
      for (let i = 0; i < images; i++)
        for (let k = 0; k < d; k++) rows[i * d + k] = features[(i * places + place) * d + k];
      const alone = fitDensity(rows, images, d, CONFIG).score(
        probe.subarray(place * d, (place + 1) * d),
        1,
      )[0];
      expect(scores[place]).toBe(Math.fround(alone));
    }
  });
});
