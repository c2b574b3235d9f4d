/** The configuration: always valid, because every change passes through core/config. */
import type { StateCreator } from 'zustand';
import { namedAgain, PRESETS } from '../core/config/presets.ts';
import { newConflict } from '../core/config/conflicts.ts';
import { correctionsText, parseKeptConfig, type Correction } from '../core/config/kept.ts';
import { withParameter } from '../core/config/update.ts';
import type { ConfigSlice, PlaygroundState } from './state.ts';

/** What had to be moved into today's ranges is told, once. */
export function withCorrections(
  notices: PlaygroundState['notices'],
  corrections: readonly Correction[],
): PlaygroundState['notices'] {
  if (corrections.length === 0) return notices;
  const code = 'settings-corrected';
  const others = notices.filter((notice) => notice.code !== code);
  return [...others, { id: code, code, detail: { settings: correctionsText(corrections) } }];
}

export const createConfigSlice: StateCreator<PlaygroundState, [], [], ConfigSlice> = (set) => ({
  config: PRESETS.quick,
  setParameter: (path, value) =>
    set(({ config: before }) => {
      const config = namedAgain(withParameter(before, path, value));
      const refused = newConflict(before, config);
      if (refused) throw refused;
      return { config };
    }),
  // Seed and region are a person's own, whatever the preset. All presets have one fit; a region of another would lie elsewhere.
  applyPreset: (name) =>
    set(({ config: { seed, data } }) => {
      const preset = PRESETS[name];
      const region = data.fit === preset.data.fit ? data.region : '';
      return { config: { ...preset, seed, data: { ...preset.data, region } } };
    }),
  setConfig: (wanted) =>
    set(({ notices }) => {
      const { config, corrections } = parseKeptConfig(wanted);
      return { config, notices: withCorrections(notices, corrections) };
    }),
});
