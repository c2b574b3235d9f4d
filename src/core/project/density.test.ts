/** A fitted density in a file: what is kept comes back, what does not fit together is refused. */
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { densitySchema, keptDensity } from './density.ts';

const head = { law: 'gaussian', l2Normalise: true, dimension: 2, locations: 3 };
const arrays = {
  mean: Float64Array.of(1, 2, 3, 4, 5, 6),
  precision: Float64Array.of(2, 0, 0, 1),
  spread: Float64Array.of(0.5, 1, 1.5),
};
const gaussian = { ...head, ...arrays };

it('keeps the spread of places with the Gaussian it belongs to', () => {
  const kept = keptDensity({ ...head, settings: {}, arrays }, 10, 5);
  expect(v.parse(densitySchema, kept)).toEqual({ ...gaussian, threshold: 10, mapThreshold: 5 });
});

it('of a file from before there was a spread has none', () => {
  const older: Record<string, unknown> = { ...gaussian, threshold: 10, mapThreshold: 5 };
  delete older.spread;
  const found = v.parse(densitySchema, older);
  expect(found).toMatchObject({ law: 'gaussian', spread: null });
});

it('keeps what image scores are standardised by, where they are', () => {
  const scale = { centre: Float64Array.of(1, 2, 3), spread: Float64Array.of(1, 1, 2) };
  const kept = keptDensity({ ...head, settings: {}, arrays }, 10, 5, scale);
  const found = v.parse(densitySchema, kept);
  expect(found).toMatchObject({ imageCentre: scale.centre, imageSpread: scale.spread });
});

it.each([
  ['places without their spread', { imageCentre: Float64Array.of(1, 2, 3) }],
  ['a spread for other places', { spread: Float64Array.of(1, 1) }],
  ['a spread that is no number', { spread: Float64Array.of(1, NaN, 1) }],
  ['a mean of other places', { mean: Float64Array.of(1, 2) }],
])('refuses %s', (_, change) => {
  const file = { ...gaussian, ...change, threshold: 10, mapThreshold: 5 };
  expect(v.safeParse(densitySchema, file).success).toBe(false);
});
