/** Each preset as a complete configuration, built from the rows and from what the preset sets (`presets/`). */
import { PRESET_LIST, type BaseName } from './presets/registry.ts';
import type { Preset } from './presets/preset.ts';
import { settingsFrom } from './rows/rows.ts';
import type { Config } from './schema.ts';

/** What `set` has at a path, or undefined. */
const setBy = ({ set }: Preset, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], set);

function valueIn(preset: Preset, path: string, otherwise: unknown): unknown {
  for (let one: Preset | null = preset; one; one = one.from) {
    const value = setBy(one, path);
    if (value !== undefined) return value;
  }
  return otherwise;
}

export const PRESETS = Object.fromEntries(
  PRESET_LIST.map((preset) => [
    preset.name,
    {
      version: 1,
      preset: preset.name,
      ...settingsFrom((path, row) => valueIn(preset, path, row.value)),
    },
  ]),
) as Readonly<Record<BaseName, Config>>;

/** A configuration that has come back to what a preset sets, whatever its seed, has that preset's name again. */
export function namedAgain(config: Config): Config {
  if (config.preset !== 'custom') return config;
  const leaves = (one: Config) => JSON.stringify({ ...one, preset: '', seed: 0 }, sortedKeys);
  const own = leaves(config);
  const same = PRESET_LIST.find(({ name }) => leaves(PRESETS[name]) === own);
  return same ? { ...config, preset: same.name } : config;
}

const sortedKeys = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
