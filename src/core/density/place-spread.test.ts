/** Proportional covariances: what is recovered of a known spread, and that scores, gradient and held-out scores follow from it. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { createRandom } from '../random/random.ts';
import { crossFitScores } from './cross-fit.ts';
import { fitDensity } from './fit-density.ts';
import { makeFolds } from './folds.ts';
import { heldOutOverSpread, placeSpread, withSpread } from './place-spread.ts';

const [images, places, d, folds] = [200, 4, 5, 5];
const config = { ...PRESETS.quick.density, l2Normalise: false };
/** Standard deviation of each place: variances 0.1, 0.4, 1.6 and 1.9 have mean 1. */
const variances = [0.1, 0.4, 1.6, 1.9];
const random = createRandom(3, 'place-spread');
const features = Float32Array.from(
  { length: images * places * d },
  (_, i) => 3 * (((i / d) % places) | 0) + Math.sqrt(variances[((i / d) | 0) % places]) * random.normal(),
);
const rows = images * places;
const all = Array.from({ length: images }, (_, i) => i);
const heldOut = crossFitScores(features, rows, d, config, folds, 0, { places, perLocation: true });
const spread = placeSpread(heldOut, places, all);
const plain = fitDensity(features, rows, d, config, { locations: places });
const scaled = withSpread(plain, spread);

const meanOf = (scores: Float64Array, place: number) =>
  scores.reduce((sum, score, i) => sum + (i % places === place ? score : 0), 0) / images;

describe('the spread of places', () => {
  it('is that of the law the features follow', () => {
    expect(spread.reduce((a, b) => a + b, 0) / places).toBeCloseTo(1, 12);
    // 200 images of 5 dimensions: 1,000 squares, a standard error of 4.5 %.
    variances.forEach((variance, place) => expect(Math.abs(spread[place] / variance - 1)).toBeLessThan(0.15));
  });

  it('makes a normal image score alike everywhere, where one covariance makes a calm place score low', () => {
    const [before, after] = [plain, scaled].map((density) => density.score(features, rows));
    expect(meanOf(before, 3) / meanOf(before, 0)).toBeGreaterThan(15);
    for (let place = 1; place < places; place++)
      expect(Math.abs(meanOf(after, place) / meanOf(after, 0) - 1)).toBeLessThan(0.06);
    const total = (scores: Float64Array) => scores.reduce((a, b) => a + b, 0);
    expect(Math.abs(total(after) / total(before) - 1)).toBeLessThan(0.02);
  });

  it('divides score and gradient of its place', () => {
    const feature = features.subarray(2 * d, 3 * d);
    const step = 1e-4;
    const gradient = scaled.gradient(feature, 2);
    const scoreAt = (moved: Float64Array) => {
      const image = Float64Array.from(features.subarray(0, places * d));
      image.set(moved, 2 * d);
      return scaled.score(image, places)[2];
    };
    for (let i = 0; i < d; i++) {
      const [up, down] = [step, -step].map((by) =>
        scoreAt(Float64Array.from(feature, (v, j) => v + (i === j ? by : 0))),
      );
      expect(gradient[i]).toBeCloseTo((up - down) / (2 * step), 5);
    }
    expect(scaled.score(features, places)[2]).toBe(plain.score(features, places)[2] / spread[2]);
    expect(scaled.numbers()).toMatchObject({ law: 'gaussian', arrays: { spread } });
  });

  it('of a held-out image comes from the other folds', () => {
    const split = makeFolds(images, folds, 0);
    const found = heldOutOverSpread(heldOut, places, split);
    const [image] = split[2];
    const others = split.filter((_, f) => f !== 2).flat();
    const own = placeSpread(heldOut, places, others);
    for (let place = 0; place < places; place++)
      expect(found[image * places + place]).toBe(heldOut[image * places + place] / own[place]);
    // One image has no others.
    const alone = heldOut.slice(0, places);
    const expected = placeSpread(alone, places, [0]);
    expect(heldOutOverSpread(alone, places, [[0]])).toEqual(alone.map((score, i) => score / expected[i]));
  });

  it('of a place that never varies is small, not nothing', () => {
    // Sums 0, 2 and 4 over a mean of 1, and the prior's 1, by three images.
    const still = Float64Array.from([0, 1, 2, 0, 1, 2]);
    expect(placeSpread(still, 3, [0, 1])).toEqual(Float64Array.of(1 / 3, 1, 5 / 3));
    expect(placeSpread(new Float64Array(4), 2, [0, 1])).toEqual(Float64Array.of(1, 1));
  });
});
