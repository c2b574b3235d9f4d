/** What the comparison of recipes trains and how it reads each trained network: names and what they set differently from a preset. */
import { PRESETS } from '../../src/core/config/presets.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { withParameter } from '../../src/core/config/update.ts';

export type Changes = Readonly<Record<string, string | number | boolean>>;

const plain = { 'evaluation.everySteps': 0 } as const;
const length = (steps: number, sources: number): Changes => ({
  ...plain,
  'training.steps': steps,
  'training.sourcesPerStep': sources,
});

/** By name: steps x sources of a step, and what else differs. */
export const RECIPES: Readonly<Record<string, Changes>> = {
  'sgd-1000x12': length(1000, 12),
  'sgd-2000x6': length(2000, 6),
  'sgd-3000x4': length(3000, 4),
};

export function withChanges(base: Config, changes: Changes): Config {
  return Object.entries(changes).reduce<Config>(
    (config, [path, value]) => withParameter(config, path, value),
    base,
  );
}

export const configOf = (recipe: string, seed: number): Config => ({
  ...withChanges(PRESETS.quick, RECIPES[recipe]),
  seed,
});

/** Ways to read a trained network, all from the same weights: what is set differently from the recipe. */
export const READOUTS: Readonly<Record<string, Changes>> = {
  'as trained': {},
  'all training images': { 'evaluation.maxTrainImages': 0 },
  'without L2': { 'density.l2Normalise': false },
  'ridge 0.01': { 'density.covariance': 'ridge', 'density.ridge': 0.01 },
  'mean per location': { 'evaluation.locality': 'per-location' },
  'mean and spread per location': { 'evaluation.locality': 'per-location-spread' },
  'all images, without L2, mean per location': {
    'evaluation.maxTrainImages': 0,
    'density.l2Normalise': false,
    'evaluation.locality': 'per-location',
  },
};
