import { describe, expect, it } from 'vitest';
import { chiSquareQuantile } from './chi-square.ts';
import { automaticThreshold } from './threshold.ts';

const gde = { estimator: 'gde' } as const;
const heldOutScores = Float64Array.from([1, 5, 2, 6, 3, 7, 4, 8]); // four images of two places

describe('automaticThreshold', () => {
  it('takes the quantile of image maxima and of places', () => {
    const found = automaticThreshold({
      heldOutScores,
      places: 2,
      dimension: 3,
      density: gde,
      evaluation: { threshold: 'held-out', thresholdQuantile: 0.5 },
    });
    expect(found).toEqual({ image: 6.5, place: 4.5, rule: 'held-out' });
  });

  it('takes half the chi-square quantile, stricter for a maximum over places', () => {
    const found = automaticThreshold({
      heldOutScores,
      places: 4,
      dimension: 64,
      density: gde,
      evaluation: { threshold: 'chi-square', thresholdQuantile: 0.95 },
    });
    expect(found.place).toBe(0.5 * chiSquareQuantile(0.95, 64));
    expect(found.image).toBe(0.5 * chiSquareQuantile(0.95 ** 0.25, 64));
    expect(found.image).toBeGreaterThan(found.place);
  });

  it('falls back to held-out scores where the law does not hold', () => {
    const found = automaticThreshold({
      heldOutScores,
      places: 1,
      dimension: 64,
      density: { estimator: 'kde' },
      evaluation: { threshold: 'chi-square', thresholdQuantile: 1 },
    });
    expect(found).toEqual({ image: 8, place: 8, rule: 'held-out' });
  });

  it.each([
    ['held-out', 2.5],
    ['chi-square', 2.5],
    ['conformal', 11],
  ] as const)('%s: takes image scores that are no maxima as they are', (threshold, image) => {
    const found = automaticThreshold({
      heldOutScores,
      calibrationScores: Float64Array.of(1, 2, 3, 4),
      images: { heldOut: Float64Array.of(1, 2, 3, 4), calibration: Float64Array.of(10, 11) },
      places: 2,
      dimension: 64,
      density: gde,
      evaluation: { threshold, thresholdQuantile: 0.5 },
    });
    expect(found.image).toBeCloseTo(image, 12);
  });
});
