import { expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { withParameter } from '../config/update.ts';
import { requireOneDensity } from './exportable.ts';

it('refuses a run that is scored by its places, and names the setting that would make it one density', () => {
  expect(() => requireOneDensity(PRESETS.best)).toThrow(/Set evaluation\.readout to top/);
  expect(() => requireOneDensity(withParameter(PRESETS.best, 'evaluation.readout', 'top'))).not.toThrow();
  for (const preset of Object.values(PRESETS))
    if (preset.preset !== 'best') expect(() => requireOneDensity(preset)).not.toThrow();
});
