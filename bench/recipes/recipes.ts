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

/** By name: steps x sources of a step, and what else differs; `preset` is what they start from, `quick` without. */
export const RECIPES: Readonly<Record<string, Changes>> = {
  'sgd-1000x12': length(1000, 12),
  'sgd-1250x12': length(1250, 12),
  'sgd-2000x6': length(2000, 6),
  'sgd-3000x4': length(3000, 4),
  'localise-1400': { preset: 'localise', ...length(1400, 12) },
  'localise-2800': { preset: 'localise', ...length(2800, 12) },
};

export function withChanges(base: Config, changes: Changes): Config {
  return Object.entries(changes).reduce<Config>(
    (config, [path, value]) => withParameter(config, path, value),
    base,
  );
}

export const configOf = (recipe: string, seed: number): Config => {
  const { preset = 'quick', ...changes } = RECIPES[recipe];
  return { ...withChanges(PRESETS[preset as keyof typeof PRESETS], changes), seed };
};

/** A way to read a trained network. */
export interface Readout {
  /** What is set differently from the recipe. */
  readonly changes: Changes;
  /** Stages of the small net whose features stand beside each other; absent: the last, as the program reads it. */
  readonly stages?: readonly number[];
  /** Tried with means of the weights, too. */
  readonly ofMeans?: true;
}

const ridge = (value: number): Changes => ({ 'density.covariance': 'ridge', 'density.ridge': value });
const spread: Changes = { 'evaluation.locality': 'per-location-spread' };
const perLocation: Changes = { 'evaluation.locality': 'per-location' };
const withoutL2: Changes = { 'density.l2Normalise': false };
const allImages: Changes = { 'evaluation.maxTrainImages': 0 };

/** All from the same weights. */
export const READOUTS: Readonly<Record<string, Readout>> = {
  'as trained': { changes: {}, ofMeans: true },
  'all training images': { changes: allImages, ofMeans: true },
  'without L2': { changes: withoutL2 },
  'ridge 0.01': { changes: ridge(0.01) },
  'mean per location': { changes: perLocation },
  'mean and spread per location': { changes: spread, ofMeans: true },
  'spread, ridge 0.01': { changes: { ...spread, ...ridge(0.01) } },
  'spread, all images': { changes: { ...spread, ...allImages } },
  'spread, without L2': { changes: { ...spread, ...withoutL2 } },
  'last stage, plain': { changes: {}, stages: [2] },
  'stages 2, 3': { changes: {}, stages: [1, 2] },
  'stages 1 to 3': { changes: {}, stages: [0, 1, 2] },
  'stages 1 to 3, spread': { changes: spread, stages: [0, 1, 2] },
  'stages 1 to 3, without L2, mean per location': {
    changes: { ...withoutL2, ...perLocation },
    stages: [0, 1, 2],
  },
  'stages 1 to 3, without L2, spread': { changes: { ...withoutL2, ...spread }, stages: [0, 1, 2] },
  'stages 1, 2, spread': { changes: spread, stages: [0, 1] },
};
