/**
 * `npm run bench -- --only density`: milliseconds from a change of the density to new scores on remembered embeddings, 400 training images of
 * 1,280 features and 100 test images: fit, held-out scores by five folds, threshold, test scores. Node, one thread; the page's
 * engine runs the same functions.
 */
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config, DensityConfig } from '../src/core/config/schema.ts';
import { createRandom } from '../src/core/random/random.ts';
import { fitOnTraining } from '../src/engine/inference/density-fit.ts';

const TRAIN = 400;
const TEST = 100;
const FEATURES = 1280;
const REPEATS = 5;

const SETTINGS: readonly Partial<DensityConfig>[] = [
  { estimator: 'gde', covariance: 'ledoit-wolf' },
  { estimator: 'gde', covariance: 'ledoit-wolf', l2Normalise: false },
  { estimator: 'gde', covariance: 'ridge', ridge: 0.01 },
  { estimator: 'gde', covariance: 'diagonal' },
  { estimator: 'gde', covariance: 'pca' },
  { estimator: 'kde' },
  { estimator: 'nearest' },
  { estimator: 'memory-bank' },
];

export interface DensityRow {
  readonly setting: Partial<DensityConfig>;
  readonly medianMs: number;
  readonly fastestMs: number;
}

/** Features with the spectrum of pooled ones: a few strong directions and a long tail, all positive. */
function makeFeatures(rows: number, stream: string): Float32Array {
  const random = createRandom(0, 'density-bench', stream);
  const values = new Float32Array(rows * FEATURES);
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < FEATURES; k++) values[i * FEATURES + k] = Math.abs(random.normal()) / (1 + k / 40);
  return values;
}

export function measureDensities(): DensityRow[] {
  const features = makeFeatures(TRAIN, 'train');
  const test = makeFeatures(TEST, 'test');
  const embeddings = Array.from({ length: TRAIN }, (_, i) => ({
    features: features.subarray(i * FEATURES, (i + 1) * FEATURES),
    map: null,
    mapSide: 0,
  }));
  return SETTINGS.map((setting) => {
    const density = { ...PRESETS.pretrained.density, ...setting };
    const config: Config = { ...PRESETS.pretrained, density };
    const times = Array.from({ length: REPEATS }, () => {
      const startedMs = performance.now();
      fitOnTraining(embeddings, FEATURES, config).density.score(test, TEST);
      return performance.now() - startedMs;
    }).sort((a, b) => a - b);
    return { setting, medianMs: times[REPEATS >> 1], fastestMs: times[0] };
  });
}
