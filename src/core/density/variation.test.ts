/** Training images that do not differ are named, whatever the density; those that differ a little are scored with numbers. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { createRandom } from '../random/random.ts';
import { crossFitScores } from './cross-fit.ts';
import { ESTIMATOR_NAMES } from './estimators/facts.ts';
import { fitDensity } from './fit-density.ts';
import { COVARIANCES } from './settings.ts';
import { requireDifferentImages } from './variation.ts';

const [images, places, d] = [9, 4, 6];
const n = images * places;
const random = createRandom(8, 'variation-test');
const place = Float32Array.from({ length: places * d }, () => 2 + random.normal());
const copies = () => Float32Array.from({ length: n * d }, (_, i) => place[i % (places * d)]);
const alike = expect.objectContaining({ code: 'training-images-alike' });

const every = [
  ...ESTIMATOR_NAMES.map((estimator) => ({ ...PRESETS.quick.density, estimator })),
  ...COVARIANCES.map((covariance) => ({ ...PRESETS.quick.density, covariance })),
].flatMap((density) =>
  [true, false].flatMap((l2Normalise) =>
    [true, false].map((perLocation) => ({ density: { ...density, l2Normalise }, perLocation })),
  ),
);
const held = (features: Float32Array, { density, perLocation }: (typeof every)[number]) =>
  crossFitScores(features, n, d, density, 5, 0, { places, perLocation });

describe.each(every)(
  '$density.estimator, $density.covariance, L2 $density.l2Normalise, per location $perLocation',
  (one) => {
    it('names copies, black images and rounding', () => {
      expect(() => held(copies(), one)).toThrow(alike);
      expect(() => held(new Float32Array(n * d), one)).toThrow(alike);
      const rounded = copies().map((value) => value * (1 + 1e-7 * random.normal()));
      expect(() => held(rounded, one)).toThrow(alike);
    });

    it('names images of which only one differs, since the fold without it does not', () => {
      const features = copies();
      features.fill(0, 0, places * d);
      expect(() => held(features, one)).toThrow(
        expect.objectContaining({ detail: { alike: 7, count: images } }),
      );
    });

    it('gives numbers where images differ by a thousandth, also to images that do not', () => {
      const features = copies().map((value) => value * (1 + 1e-3 * random.normal()));
      expect(held(features, one).every(Number.isFinite)).toBe(true);
      const locations = one.perLocation ? places : 1;
      const density = fitDensity(features, n, d, one.density, { locations });
      for (const probe of [place, new Float32Array(places * d), features.subarray(0, places * d)])
        expect(density.score(probe, places).every((score) => Number.isFinite(score) && score < 1e12)).toBe(
          true,
        );
    });
  },
);

it('a single image has nothing to differ from', () => {
  expect(() => requireDifferentImages(place, 1, places, d)).not.toThrow();
});
