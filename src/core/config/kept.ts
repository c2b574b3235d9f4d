/**
 * Configurations in files of before. Version 0.1.0 took numbers that no control offered (a learning rate of 10); the ranges of today
 * do not. Such a number is moved to the nearest one that is allowed, and whoever opens the file is told each of them by name.
 */
import { PARAMETERS, readParameter } from './parameters.ts';
import { withPresentNames } from './former-names.ts';
import { PRESETS } from './presets.ts';
import type { Config } from './schema.ts';
import { allows, parseConfig, replaceLeaf } from './update.ts';

export interface Correction {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

export interface KeptConfig {
  readonly config: Config;
  /** Empty where the file was within today's ranges. */
  readonly corrections: readonly Correction[];
}

/** @throws PlaygroundError as `parseConfig`, for whatever no range explains. */
export function parseKeptConfig(value: unknown): KeptConfig {
  const corrections: Correction[] = [];
  let config = withPresentNames(value) as Config;
  for (const row of PARAMETERS) {
    if (row.kind !== 'number' && row.kind !== 'integer') continue;
    const from = readParameter(config, row.path);
    if (typeof from !== 'number' || !Number.isFinite(from) || allows(row, from)) continue;
    if (row.kind === 'integer' && !Number.isInteger(from)) continue;
    const to = Math.min(row.max, Math.max(row.min, from));
    corrections.push({ path: row.path, from, to });
    config = replaceLeaf(config, row.path, to);
  }
  return { config: truthfullyNamed(parseConfig(config)), corrections };
}

/** A preset has changed since, or was never what the file calls it: the values hold, and the name goes. */
function truthfullyNamed(config: Config): Config {
  if (config.preset === 'custom') return config;
  const preset = PRESETS[config.preset];
  const { seed, data } = config;
  const own = { seed, data: { ...preset.data, region: data.region } };
  const isPreset = sameValues(config, { ...preset, ...own });
  return isPreset ? config : { ...config, preset: 'custom' };
}

const sameValues = (a: Config, b: Config): boolean =>
  PARAMETERS.every(({ path }) => Object.is(readParameter(a, path), readParameter(b, path)));

/** `training.learningRate: 10 → 1`, one after the other. */
export const correctionsText = (corrections: readonly Correction[]): string =>
  corrections.map(({ path, from, to }) => `${path}: ${from} → ${to}`).join(', ');
