/** The scripts that go home with a detector make the same pixels and the same scores as this program does. */
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json';
import { PRESETS } from '../../core/config/presets.ts';
import type { DensityConfig } from '../../core/config/schema.ts';
import { fitGeometry } from '../../core/dataset/fit.ts';
import { AreaRows } from '../../core/dataset/resample.ts';
import { ESTIMATOR_NAMES } from '../../core/density/estimators/facts.ts';
import { withSpread } from '../../core/density/place-spread.ts';
import { fitDensity } from '../../core/density/fit-density.ts';
import { detectorFiles } from '../../core/detector/files.ts';
import { createRandom } from '../../core/random/random.ts';
import { NEEDS } from './detector-archive.ts';
import page from './take-home/index.html?raw';
import { openDensity } from './take-home/density.mjs';
import { resize } from './take-home/resize.mjs';

describe('resizing', () => {
  it.each([
    ['stretch', 97, 61],
    ['stretch', 20, 30],
    ['stretch', 64, 64],
    ['crop', 133, 90],
    ['letterbox', 50, 201],
  ] as const)('gives the bytes of the page: %s of %i x %i px', (fit, width, height) => {
    const random = createRandom(1, 'take-home', width);
    const data = Uint8Array.from({ length: width * height * 4 }, () => random.int(0, 255));
    const geometry = fitGeometry(width, height, 64, fit);
    const rows = new AreaRows(geometry, 64);
    const { source } = geometry;
    for (let y = 0; y < source.height; y++) {
      const from = ((source.y + y) * width + source.x) * 4;
      const line = data.subarray(from, from + source.width * 4);
      rows.add({ data: line, firstRow: y, rowCount: 1, channels: 4 });
    }
    expect(resize({ width, height, data }, 64, fit)).toEqual(rows.finish().data);
  });
});

describe('densities', () => {
  const d = 12;
  const places = 3;
  const random = createRandom(2, 'take-home');
  const features = Float32Array.from({ length: 40 * places * d }, () => 1 + random.normal());
  const others = Float32Array.from({ length: 5 * places * d }, () => 1 + 2 * random.normal());
  const base = PRESETS.quick.density;
  const parts = {
    step: 1,
    imageSizePx: 64,
    normalise: { mean: [0, 0, 0], deviation: [1, 1, 1] },
    region: null,
    windows: null,
    networkStridePx: 8,
    placePx: 8,
    model: { topology: {}, weights: [], data: new Float32Array(0) },
    imageScale: null,
    map: { side: 1, stridePx: 8, offsetPx: 3.5, sigmaAt256Px: 10 },
    normalScores: Float64Array.of(2, 0.5),
    normalScoresKept: true,
    golden: [],
    threshold: 1,
    mapThreshold: 1,
  };
  const cases: readonly (readonly [string, DensityConfig, number])[] = [
    ['Gaussian', base, 1],
    ['Gaussian with a mean per place', base, places],
    ['Gaussian, principal components', { ...base, covariance: 'pca', pcaVariance: 0.9 }, 1],
    ['diagonal Gaussian of raw features', { ...base, covariance: 'diagonal', l2Normalise: false }, 1],
    ['kernel density', { ...base, estimator: 'kde' }, 1],
    ['kernel density of raw features', { ...base, estimator: 'kde', l2Normalise: false }, 1],
    ['nearest neighbour', { ...base, estimator: 'nearest' }, places],
    ['memory bank', { ...base, estimator: 'memory-bank', bankShare: 0.3 }, 1],
    ...ESTIMATOR_NAMES.map(
      (estimator) => [`every density: ${estimator}`, { ...base, estimator }, places] as const,
    ),
  ];

  it.each(cases)('%s: the same scores from the files', (_, config, locations) => {
    const rows = features.length / d;
    const density = fitDensity(features, rows, d, config, { locations });
    const files = detectorFiles(
      { ...parts, density: { ...density.numbers(), dimension: d, locations } },
      'stretch',
    );
    const { density: settings } = JSON.parse(files['detector.json'] as string);
    const bytes = (files['density.bin'] as Uint8Array).slice();
    const score = openDensity(settings, new Float64Array(bytes.buffer));
    const expected = density.score(others, 5 * places);
    const found = Array.from(expected, (_value, i) => score(others.subarray(i * d, (i + 1) * d), i % places));
    found.forEach((value, i) =>
      expect(Math.abs(value - expected[i])).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected[i]))),
    );
  });

  it('Gaussian with a mean and a spread per place: the same scores from the files', () => {
    const rows = features.length / d;
    const plain = fitDensity(features, rows, d, base, { locations: places });
    const density = withSpread(plain, Float64Array.of(0.5, 1, 1.5));
    const files = detectorFiles(
      { ...parts, density: { ...density.numbers(), dimension: d, locations: places } },
      'stretch',
    );
    const { density: settings } = JSON.parse(files['detector.json'] as string);
    const bytes = (files['density.bin'] as Uint8Array).slice();
    const score = openDensity(settings, new Float64Array(bytes.buffer));
    const expected = density.score(others, 5 * places);
    expected.forEach((value, i) =>
      expect(Math.abs(score(others.subarray(i * d, (i + 1) * d), i % places) - value)).toBeLessThan(
        1e-9 * value,
      ),
    );
  });

  it('with fewer rows than features, from the small Gram matrix', () => {
    const density = fitDensity(features, 8, d, base);
    const { law, l2Normalise, arrays } = density.numbers();
    expect(Object.keys(arrays)).toEqual(['mean', 'precision']);
    const settings = { law, dimension: d, locations: 1, l2Normalise, arrays: { mean: d, precision: d * d } };
    const score = openDensity(settings, Float64Array.of(...arrays.mean, ...arrays.precision));
    const expected = density.score(others, 3);
    expected.forEach((value, i) =>
      expect(Math.abs(score(others.subarray(i * d, (i + 1) * d), 0) - value)).toBeLessThan(1e-9 * value),
    );
  });
});

it('the page is short, and the versions are those that are tested', () => {
  expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  expect(page).not.toMatch(/https?:/);
  expect(NEEDS).toEqual({
    '@tensorflow/tfjs': packageJson.devDependencies['@tensorflow/tfjs'],
    sharp: packageJson.dependencies.sharp,
  });
});
