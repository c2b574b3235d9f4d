/** What a detector to take home can be made of: one density of windows or pooled features. */
import { placesReadout } from '../config/readout.ts';
import type { Config } from '../config/schema.ts';
import { PlaygroundError } from '../errors.ts';

/** @throws PlaygroundError `places-not-exported` for a run that is read by places: the formats have no nearest neighbours beside a density. */
export function requireOneDensity(config: Config): void {
  const kind = placesReadout(config);
  if (kind)
    throw new PlaygroundError(
      'places-not-exported',
      `A run that is scored by its places (evaluation.readout=${kind}, as in the preset best) cannot be exported as a detector. Nothing was written. Set evaluation.readout to top and evaluate again to export the pooled features alone.`,
      { readout: kind },
    );
}
