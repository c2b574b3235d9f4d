/** Whether a run is read by places (`evaluation.readout`): where the setting has no effect, it is not. */
import { irrelevance } from './relevance.ts';
import type { Config } from './schema.ts';

/** Null: images are scored by windows, or by pooled features. */
export function placesReadout(config: Config): 'locations' | 'both' | null {
  const { readout } = config.evaluation;
  if (readout === 'top' || irrelevance('evaluation.readout', config) !== null) return null;
  return readout;
}
