/**
 * Presets: `quick` trains in minutes without a GPU, `localise` takes as long and finds better where a defect is, `workshop` is the default
 * with one, `paper` is exactly the paper's recipe (section 4.1 and appendix A). `pretrained` fine-tunes EfficientNet-B0 in the paper's two
 * phases, shortened. Each is a complete configuration.
 */
import { NO_MISTAKES, OWN_KERNELS, type Config, type PresetName } from './schema.ts';

/** Copied into each place: a clone of a configuration keeps shared objects shared, and one change would move both. */
const paperJitter = { brightness: 0.1, contrast: 0.1, saturation: 0.1, hue: 0.1 };

const paper: Config = {
  version: 1,
  preset: 'paper',
  seed: 0,
  data: { imageSizePx: 256, fit: 'stretch' },
  augment: {
    task: '3way',
    cutpaste: { areaMin: 0.02, areaMax: 0.15, aspectMin: 0.3, aspectMax: 1 / 0.3, aspectLaw: 'log-uniform' },
    scar: { widthMinPx: 2, widthMaxPx: 16, lengthMinPx: 10, lengthMaxPx: 25, rotationMaxDeg: 45 },
    confetti: { count: 8 },
    shape: { kind: 'digit', fill: 'colour' },
    patchJitter: { ...paperJitter },
    global: { shiftFraction: 0.04, jitter: { ...paperJitter } },
  },
  model: {
    backbone: 'resnet18',
    weights: 'imagenet',
    width: 16,
    mode: 'image',
    cropSizePx: 64,
    stem: 'auto',
    headWidth: 128,
  },
  training: {
    steps: 65_536,
    sourcesPerStep: 32,
    optimizer: 'sgd',
    learningRate: 0.03,
    momentum: 0.9,
    weightDecay: 3e-5,
    schedule: 'cosine',
    warmupSteps: 0,
    batchNormMomentum: 0.9,
    headSteps: 2560,
    fineTuneRate: 1e-4,
  },
  density: {
    estimator: 'gde',
    l2Normalise: true,
    covariance: 'ledoit-wolf',
    ridge: 1e-6,
    pcaVariance: 0.99,
    bankShare: 0.25,
  },
  evaluation: {
    everySteps: 1024,
    maxTrainImages: 0,
    windowSizePx: 64,
    windowStridePx: 4,
    dense: 'fast',
    correction: 'linear',
    locality: 'auto',
    sigmaPx: 10,
    threshold: 'held-out',
    thresholdQuantile: 0.95,
    bootstrapSamples: 2000,
    syntheticDefects: false,
  },
  mistakes: NO_MISTAKES,
  kernels: OWN_KERNELS,
};

const workshop: Config = {
  ...paper,
  preset: 'workshop',
  model: { ...paper.model, mode: 'patch', cropSizePx: 64 },
  training: { ...paper.training, steps: 1000, sourcesPerStep: 32 },
  evaluation: { ...paper.evaluation, everySteps: 100, windowStridePx: 8 },
};

const quick: Config = {
  ...paper,
  preset: 'quick',
  model: { ...paper.model, backbone: 'small', mode: 'patch', cropSizePx: 64 },
  // Chosen by a measured comparison at equal time: bench/results/quick-recipe.md.
  training: { ...paper.training, steps: 1000, sourcesPerStep: 12, learningRate: 0.06 },
  evaluation: {
    ...paper.evaluation,
    // What an evaluation costs, the correction of fast windows included: bench/results/step.md.
    everySteps: 500,
    windowSizePx: 48,
    windowStridePx: 8,
    maxTrainImages: 60,
  },
};

/** Recipe and time of `quick`; without padding a step costs less, so there are more of them. Chosen by bench/results/localise-preset.md. */
const localise: Config = {
  ...quick,
  preset: 'localise',
  model: { ...quick.model, backbone: 'small-valid' },
  training: { ...quick.training, steps: 1400 },
  evaluation: { ...quick.evaluation, everySteps: 700, correction: 'none' },
};

const pretrained: Config = {
  ...paper,
  preset: 'pretrained',
  model: { ...paper.model, backbone: 'efficientnet-b0' },
  training: { ...paper.training, steps: 160, headSteps: 40, sourcesPerStep: 8 },
  evaluation: { ...paper.evaluation, everySteps: 40 },
};

export const PRESETS: Readonly<Record<Exclude<PresetName, 'custom'>, Config>> = {
  quick,
  localise,
  workshop,
  paper,
  pretrained,
};
