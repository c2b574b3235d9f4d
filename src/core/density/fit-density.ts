/**
 * One door to every density: the configuration chooses. Fitted on features of un-augmented training images taken in
 * inference mode (method section 3); never on head outputs.
 */
import { PlaygroundError } from '../errors.ts';
import type { DensitySettings } from './estimators/facts.ts';
import { estimatorOf } from './estimators/registry.ts';
import type { SharedProducts } from './shared-products.ts';
import type { Density, Features } from './types.ts';

export interface FitOptions {
  /** Places per image when each has its own mean; rows are image-major. Default 1. */
  readonly locations?: number;
  /** Inner products of the same features, where other fits need them too. */
  readonly shared?: SharedProducts | null;
  /** Rows of all images, where these are those of a fold's other images. */
  readonly standsFor?: number;
}

/**
 * Fits `features` `[n, d]` row-major. With `locations` = L > 1 rows are image-major (row i is place i mod L) and n is a
 * multiple of L. Throws `density-no-samples`, `density-bad-shape` and `density-not-finite`.
 */
export function fitDensity(
  features: Features,
  n: number,
  d: number,
  config: DensitySettings,
  { locations = 1, shared = null, standsFor }: FitOptions = {},
): Density {
  checkFeatures(features, n, d, locations);
  const layout = { dimension: d, l2Normalise: config.l2Normalise, locations };
  return estimatorOf(config).fit({ features, n, layout, settings: config, shared, standsFor });
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
