/**
 * One row for each leaf of the configuration: how it is shown and checked, what the paper states, and where the paper
 * is silent (`paper: null`; then the preset's value is the project's choice). Controls of the page and the keys of the
 * command line are generated from this table; names and help texts are in the catalogue `parameters`.
 */
import { BACKBONE_NAMES } from '../networks/registry.ts';
import { KERNEL_GROUPS, TASKS, type Config } from './schema.ts';
import { PRESETS } from './presets.ts';

export type ParameterGroup =
  | 'run'
  | 'data'
  | 'task'
  | 'cutpaste'
  | 'scar'
  | 'patch-jitter'
  | 'global'
  | 'model'
  | 'training'
  | 'density'
  | 'evaluation'
  | 'mistakes'
  | 'kernels';

interface ParameterBase {
  /** Path in the configuration, for example `training.steps`. */
  readonly path: string;
  readonly group: ParameterGroup;
  /** Folded away at first. */
  readonly advanced: boolean;
}

export interface NumericParameter extends ParameterBase {
  readonly kind: 'number' | 'integer';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Unit shown behind the value; '' when it has none. */
  readonly unit: string;
  /** On a logarithmic scale from min to max. */
  readonly logarithmic: boolean;
  readonly paper: number | null;
}

export interface BooleanParameter extends ParameterBase {
  readonly kind: 'boolean';
  readonly paper: boolean | null;
}

export interface ChoiceParameter extends ParameterBase {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly paper: string | null;
}

export type Parameter = NumericParameter | BooleanParameter | ChoiceParameter;

interface NumericOptions {
  unit?: string;
  advanced?: boolean;
  logarithmic?: boolean;
  integer?: boolean;
}

function numeric(
  path: string,
  group: ParameterGroup,
  [min, max, step]: readonly [number, number, number],
  paper: number | null,
  { unit = '', advanced = false, logarithmic = false, integer = false }: NumericOptions = {},
): NumericParameter {
  return {
    path,
    group,
    kind: integer ? 'integer' : 'number',
    min,
    max,
    step,
    unit,
    logarithmic,
    paper,
    advanced,
  };
}

function choice(
  path: string,
  group: ParameterGroup,
  choices: readonly string[],
  paper: string | null,
  advanced = false,
): ChoiceParameter {
  return { path, group, kind: 'choice', choices, paper, advanced };
}

function flag(
  path: string,
  group: ParameterGroup,
  paper: boolean | null,
  advanced = false,
): BooleanParameter {
  return { path, group, kind: 'boolean', paper, advanced };
}

function jitter(prefix: string, group: ParameterGroup, paper: number | null): Parameter[] {
  return [
    numeric(`${prefix}.brightness`, group, [0, 1, 0.01], paper),
    numeric(`${prefix}.contrast`, group, [0, 1, 0.01], paper),
    numeric(`${prefix}.saturation`, group, [0, 1, 0.01], paper),
    numeric(`${prefix}.hue`, group, [0, 0.5, 0.01], paper),
  ];
}

const integer = true;
const advanced = true;
const logarithmic = true;

export const PARAMETERS: readonly Parameter[] = [
  numeric('seed', 'run', [0, 0x7fffffff, 1], null, { integer }),

  numeric('data.imageSizePx', 'data', [64, 512, 32], 256, { unit: 'px', integer, advanced }),
  choice('data.fit', 'data', ['stretch', 'crop', 'letterbox'], 'stretch'),

  choice('augment.task', 'task', TASKS, '3way'),
  numeric('augment.cutpaste.areaMin', 'cutpaste', [0.005, 0.5, 0.005], 0.02),
  numeric('augment.cutpaste.areaMax', 'cutpaste', [0.005, 0.5, 0.005], 0.15),
  numeric('augment.cutpaste.aspectMin', 'cutpaste', [0.05, 1, 0.05], 0.3, { advanced }),
  numeric('augment.cutpaste.aspectMax', 'cutpaste', [1, 10, 0.1], 3.3, { advanced }),
  choice('augment.cutpaste.aspectLaw', 'cutpaste', ['log-uniform', 'coin-flip'], null, advanced),
  numeric('augment.scar.widthMinPx', 'scar', [1, 64, 1], 2, { unit: 'px' }),
  numeric('augment.scar.widthMaxPx', 'scar', [1, 64, 1], 16, { unit: 'px' }),
  numeric('augment.scar.lengthMinPx', 'scar', [1, 128, 1], 10, { unit: 'px' }),
  numeric('augment.scar.lengthMaxPx', 'scar', [1, 128, 1], 25, { unit: 'px' }),
  numeric('augment.scar.rotationMaxDeg', 'scar', [0, 180, 1], 45, { unit: '°' }),
  choice('augment.shape.kind', 'task', ['digit', 'square', 'ellipse', 'heart'], null),
  choice('augment.shape.fill', 'task', ['colour', 'texture'], null),
  numeric('augment.confetti.count', 'task', [1, 50, 1], null, { integer, advanced }),
  ...jitter('augment.patchJitter', 'patch-jitter', 0.1),
  numeric('augment.global.shiftFraction', 'global', [0, 0.25, 0.01], null),
  ...jitter('augment.global.jitter', 'global', null),

  choice('model.backbone', 'model', BACKBONE_NAMES, 'resnet18'),
  choice('model.weights', 'model', ['imagenet', 'random'], 'imagenet'),
  numeric('model.width', 'model', [4, 64, 4], null, { unit: 'channels', integer }),
  choice('model.mode', 'model', ['image', 'patch'], 'image'),
  numeric('model.cropSizePx', 'model', [16, 256, 8], 64, { unit: 'px', integer }),
  choice('model.stem', 'model', ['auto', 'imagenet', 'cifar'], 'imagenet', advanced),
  numeric('model.headWidth', 'model', [8, 1024, 8], null, { unit: 'units', integer, advanced }),

  numeric('training.steps', 'training', [1, 65_536, 1], 65_536, { unit: 'steps', integer, logarithmic }),
  numeric('training.sourcesPerStep', 'training', [1, 128, 1], 32, { unit: 'images', integer }),
  choice('training.optimizer', 'training', ['sgd', 'adamw'], 'sgd'),
  numeric('training.learningRate', 'training', [1e-5, 1, 0.001], 0.03, { logarithmic }),
  numeric('training.momentum', 'training', [0, 0.99, 0.01], 0.9, { advanced }),
  numeric('training.weightDecay', 'training', [0, 0.1, 0.00001], 3e-5, { advanced }),
  choice('training.schedule', 'training', ['cosine', 'constant'], 'cosine', advanced),
  numeric('training.warmupSteps', 'training', [0, 1000, 1], 0, { unit: 'steps', integer, advanced }),
  numeric('training.headSteps', 'training', [0, 65_536, 1], 2560, { unit: 'steps', integer }),
  numeric('training.fineTuneRate', 'training', [1e-6, 0.1, 0.00001], 1e-4, { logarithmic }),
  numeric('training.batchNormMomentum', 'training', [0, 0.999, 0.001], null, { advanced }),

  choice('density.estimator', 'density', ['gde', 'kde', 'nearest', 'memory-bank'], 'gde'),
  choice('density.covariance', 'density', ['ledoit-wolf', 'ridge', 'diagonal', 'pca'], null),
  flag('density.l2Normalise', 'density', null),
  numeric('density.ridge', 'density', [1e-9, 1, 1e-6], null, { logarithmic, advanced }),
  numeric('density.pcaVariance', 'density', [0.5, 1, 0.005], null, { advanced }),
  numeric('density.bankShare', 'density', [0.01, 1, 0.01], null),

  numeric('evaluation.everySteps', 'evaluation', [0, 4096, 1], null, { unit: 'steps', integer }),
  numeric('evaluation.maxTrainImages', 'evaluation', [0, 1000, 1], 0, { unit: 'images', integer, advanced }),
  numeric('evaluation.windowSizePx', 'evaluation', [8, 256, 8], 32, { unit: 'px', integer }),
  numeric('evaluation.windowStridePx', 'evaluation', [1, 64, 1], 4, { unit: 'px', integer }),
  choice('evaluation.dense', 'evaluation', ['fast', 'exact'], 'exact', advanced),
  choice('evaluation.correction', 'evaluation', ['linear', 'none'], null, advanced),
  choice(
    'evaluation.locality',
    'evaluation',
    ['auto', 'shared', 'per-location', 'per-location-spread'],
    null,
  ),
  numeric('evaluation.sigmaPx', 'evaluation', [0.5, 64, 0.5], null, { unit: 'px' }),
  choice('evaluation.threshold', 'evaluation', ['held-out', 'chi-square'], null),
  numeric('evaluation.thresholdQuantile', 'evaluation', [0.5, 0.999, 0.001], null),
  numeric('evaluation.bootstrapSamples', 'evaluation', [0, 20_000, 100], null, {
    unit: 'draws',
    integer,
    advanced,
  }),
  flag('evaluation.syntheticDefects', 'evaluation', null),

  flag('mistakes.pasteBeforeResize', 'mistakes', false, advanced),
  flag('mistakes.densityOnAugmented', 'mistakes', false, advanced),
  flag('mistakes.chooseByTestAuroc', 'mistakes', false, advanced),

  ...KERNEL_GROUPS.map((group) => choice(`kernels.${group}`, 'kernels', ['own', 'stock'], null, advanced)),
];

const byPath = new Map(PARAMETERS.map((parameter) => [parameter.path, parameter]));

/** The row of a path, or undefined when there is none. */
export function findParameter(path: string): Parameter | undefined {
  return byPath.get(path);
}

/** The value of a leaf, for example `readParameter(config, 'training.steps')`; undefined when there is none. */
export function readParameter(config: Config, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], config);
}

/** The value that a control's "restore" gives: the paper's, or where the paper is silent the paper preset's choice. */
export function defaultValue(parameter: Parameter): unknown {
  return parameter.paper ?? readParameter(PRESETS.paper, parameter.path);
}
