/** The configuration: always valid, because every change passes through core/config. */
import type { StateCreator } from 'zustand';
import { PRESETS } from '../core/config/presets.ts';
import { parseConfig, withParameter } from '../core/config/update.ts';
import type { ConfigSlice, PlaygroundState } from './state.ts';

export const createConfigSlice: StateCreator<PlaygroundState, [], [], ConfigSlice> = (set) => ({
  config: PRESETS.quick,
  setParameter: (path, value) => set(({ config }) => ({ config: withParameter(config, path, value) })),
  applyPreset: (name) => set(({ config }) => ({ config: { ...PRESETS[name], seed: config.seed } })),
  setConfig: (config) => set({ config: parseConfig(config) }),
});
