/**
 * `npm run bench -- --only density`: milliseconds from a change of the density to new scores on remembered embeddings, 400 training images of
 * 1,280 features and 150 test images: fit, held-out scores by five folds, threshold, condition number, test scores. Node, one thread; the
 * page's engine runs the same functions. `first`: after another setting, as when a person changes it; `again`: the setting once more, when
 * what follows from the rows alone (for PCA the eigen-decompositions) is remembered.
 */
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config, DensityConfig } from '../src/core/config/schema.ts';
import { createRandom } from '../src/core/random/random.ts';
import { fitOnTraining } from '../src/engine/inference/density-fit.ts';
import { median } from './median.ts';

const TRAIN = 400;
const TEST = 150;
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
  readonly firstMs: number;
  readonly slowestFirstMs: number;
  readonly againMs: number;
  /** Processor time of a first one, all of the process (the collector and the compiler too): other work on the machine moves it less. */
  readonly firstCpuMs: number;
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
  /** Embeddings of which nothing is remembered. */
  const fresh = () =>
    Array.from({ length: TRAIN }, (_, i) => ({
      features: features.slice(i * FEATURES, (i + 1) * FEATURES),
      map: null,
      mapSide: 0,
    }));
  return SETTINGS.map((setting) => {
    const configOf = (change: Partial<DensityConfig>): Config => ({
      ...PRESETS.pretrained,
      density: { ...PRESETS.pretrained.density, ...change },
    });
    const time = (embeddings: ReturnType<typeof fresh>) => {
      const startedMs = performance.now();
      const before = process.cpuUsage();
      const { density } = fitOnTraining(embeddings, FEATURES, configOf(setting));
      density.score(test, TEST);
      void density.conditionNumber;
      const { user, system } = process.cpuUsage(before);
      return { wallMs: performance.now() - startedMs, cpuMs: (user + system) / 1000 };
    };
    const first: ReturnType<typeof time>[] = [];
    const again: ReturnType<typeof time>[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      const embeddings = fresh();
      fitOnTraining(embeddings, FEATURES, configOf({ estimator: 'gde', covariance: 'ledoit-wolf' }));
      first.push(time(embeddings));
      again.push(time(embeddings));
    }
    const walls = first.map(({ wallMs }) => wallMs);
    return {
      setting,
      firstMs: median(walls),
      slowestFirstMs: Math.max(...walls),
      againMs: median(again.map(({ wallMs }) => wallMs)),
      firstCpuMs: median(first.map(({ cpuMs }) => cpuMs)),
    };
  });
}
