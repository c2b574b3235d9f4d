/**
 * One door to every density: the configuration chooses. Fitted on features of un-augmented training images taken in
 * inference mode (method section 3); never on head outputs.
 */
import type { DensityConfig } from '../config/schema.ts';
import { PlaygroundError } from '../errors.ts';
import { fitCoreset } from './coreset.ts';
import { fitGaussian } from './gaussian.ts';
import { fitKernelDensity, fitNearestNeighbour } from './neighbours.ts';
import type { Density, Features, FitOptions } from './types.ts';

/**
 * Fits `features` `[n, d]` row-major. With `locations` = L > 1 rows are image-major (row i is place i mod L) and n is a
 * multiple of L. Throws `density-no-samples`, `density-bad-shape` and `density-not-finite`.
 */
export function fitDensity(
  features: Features,
  n: number,
  d: number,
  config: DensityConfig,
  options: FitOptions = {},
): Density {
  const locations = options.locations ?? 1;
  checkFeatures(features, n, d, locations);
  const layout = { dimension: d, l2Normalise: config.l2Normalise, locations };
  switch (config.estimator) {
    case 'gde':
      return fitGaussian(features, n, layout, config, options.shared);
    case 'kde':
      return fitKernelDensity(features, n, layout);
    case 'nearest':
      return fitNearestNeighbour(features, n, layout);
    case 'memory-bank':
      return fitCoreset(features, n, layout, config.bankShare, options.shared);
    default:
      return config.estimator satisfies never;
  }
}

export function checkFeatures(features: Features, n: number, d: number, locations: number): void {
  if (n < 1)
    throw new PlaygroundError(
      'density-no-samples',
      'The density has no training images to fit. Nothing was changed; add normal training images.',
    );
  if (features.length < n * d || n % locations !== 0)
    throw new PlaygroundError(
      'density-bad-shape',
      `Features of length ${features.length} are not ${n} rows of ${d} at ${locations} places. This is an error in the program.`,
      { length: features.length, rows: n, dimension: d, locations },
    );
  for (let i = 0; i < n * d; i++)
    if (!Number.isFinite(features[i]))
      throw new PlaygroundError(
        'density-not-finite',
        'The network gives features that are not numbers: training has diverged. The last scores were kept; reset and lower the learning rate.',
        { row: Math.floor(i / d) },
      );
}
