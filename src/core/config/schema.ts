/**
 * The configuration of a run: every choice of the paper is a field here, and a run is reproduced by
 * this object alone (the seed is part of it). The schema validates whatever comes from outside
 * (share links, project files, the command line). The table in `parameters.ts` says for each leaf how it is
 * shown, what the paper states and where the paper is silent.
 */
import * as v from 'valibot';
import { BACKBONE_NAMES } from '../networks/registry.ts';
import { augmentSettingsSchema } from './augment-settings.ts';
import { integer, number } from './numbers.ts';

/** Pretext tasks: the paper's (section 3, Tables 1, 5 and 6) and its baselines. */
export const TASKS = [
  'cutpaste',
  'scar',
  'union',
  '3way',
  'rotation',
  'cutout-grey',
  'cutout-mean',
  'cutout-colour',
  'scar-colour',
  'confetti',
  'shape',
] as const;

export const dataSchema = v.object({
  /** Working side length in pixels; everything is resized to it FIRST. */
  imageSizePx: integer(64, 512),
  /** How a non-square image becomes square. */
  fit: v.picklist(['stretch', 'crop', 'letterbox']),
});

export const augmentSchema = v.object({
  task: v.picklist(TASKS),
  ...augmentSettingsSchema.entries,
});

export const modelSchema = v.object({
  backbone: v.picklist(BACKBONE_NAMES),
  /** EfficientNet-B0 starts from ImageNet's weights, or untrained from the seed. */
  weights: v.optional(v.picklist(['imagenet', 'random']), 'imagenet'),
  /** Channels of the small net's first stage; 2x and 4x follow. */
  width: integer(4, 64),
  /** 'image': the whole image; 'patch': random crops (Eq. 3). */
  mode: v.picklist(['image', 'patch']),
  cropSizePx: integer(16, 256),
  /** Stem: 'auto' is 3x3 stride 1 without pooling for inputs of 64 px or less (ResNet-18). */
  stem: v.picklist(['auto', 'imagenet', 'cifar']),
  /** Second hidden layer of the head (the first has the width of the features). */
  headWidth: integer(8, 1024),
});

export const trainingSchema = v.object({
  steps: integer(1, 1_000_000),
  /** Source images per step; the batch is sources x views. */
  sourcesPerStep: integer(1, 256),
  optimizer: v.picklist(['sgd', 'adamw']),
  learningRate: number(1e-6, 10),
  momentum: number(0, 0.999),
  weightDecay: number(0, 1),
  schedule: v.picklist(['cosine', 'constant']),
  warmupSteps: integer(0, 100_000),
  batchNormMomentum: number(0, 0.9999),
  /** Fine-tuning of a pretrained network: first so many steps of the head alone at `learningRate` ... */
  headSteps: v.optional(integer(0, 1_000_000), 2560),
  /** ... then all layers at this rate. */
  fineTuneRate: v.optional(number(1e-7, 1), 1e-4),
});

export const densitySchema = v.object({
  estimator: v.picklist(['gde', 'kde', 'nearest', 'memory-bank']),
  l2Normalise: v.boolean(),
  covariance: v.picklist(['ledoit-wolf', 'ridge', 'diagonal', 'pca']),
  /** Added to the diagonal when covariance is 'ridge'. */
  ridge: number(1e-12, 10),
  /** Share of variance kept when covariance is 'pca'. */
  pcaVariance: number(0.5, 1),
  /** Share of the training features that a memory bank keeps. */
  bankShare: v.optional(number(0.001, 1), 0.25),
});

export const evaluationSchema = v.object({
  /** Evaluate after every so many steps; 0 means only before the first and after the last. */
  everySteps: integer(0, 100_000),
  /** At most so many training images are used for the density (all when 0). */
  maxTrainImages: integer(0, 100_000),
  /** Patch model: window side and stride of the dense scoring. */
  windowSizePx: integer(8, 256),
  windowStridePx: integer(1, 128),
  /** 'exact' runs every window; 'fast' one fully convolutional pass. */
  dense: v.picklist(['exact', 'fast']),
  /** What `fast` windows lack against `exact` ones, predicted from them; configurations of before knew nothing of it. */
  correction: v.optional(v.picklist(['linear', 'none']), 'none'),
  /** One Gaussian for all places, a mean per location with a shared covariance, or one that is larger or smaller at each. */
  locality: v.picklist(['auto', 'shared', 'per-location', 'per-location-spread']),
  /** Sigma of the Gaussian receptive-field upsampling, in pixels at 256 px. */
  sigmaPx: number(0.5, 64),
  threshold: v.picklist(['held-out', 'chi-square']),
  /** Quantile of the normal scores (or of the chi-square law) that the automatic threshold takes. */
  thresholdQuantile: number(0.5, 0.9999),
  bootstrapSamples: integer(0, 20_000),
  /** Without test anomalies: score synthetic CutPaste defects made from held-out normal images instead. */
  syntheticDefects: v.boolean(),
});

/** Mistakes of public code, for the lesson that measures their damage. Off unless that lesson (or an experiment) asks; in no preset. */
export const mistakesSchema = v.object({
  /** Views are made at four times the working size and then shrunk: scars become four times smaller (against section 4.1). */
  pasteBeforeResize: v.boolean(),
  /** The density is fitted on augmented views of the training images (against section 3). */
  densityOnAugmented: v.boolean(),
  /** The checkpoint with the best test AUROC is reported instead of the last one. */
  chooseByTestAuroc: v.boolean(),
});

export const NO_MISTAKES = {
  pasteBeforeResize: false,
  densityOnAugmented: false,
  chooseByTestAuroc: false,
} as const satisfies v.InferOutput<typeof mistakesSchema>;

/** Kernels of a training step that the project has its own of, in the order of a step. */
export const KERNEL_GROUPS = [
  'convolution',
  'batchNorm',
  'channelwise',
  'product',
  'pooling',
  'inputGradient',
  'filterGradient',
  'update',
] as const;

const kernelChoice = v.picklist(['own', 'stock']);

/** Whose kernels compute a run: the project's own, or TensorFlow.js's (to compare, or where a device trips over one). */
export const kernelsSchema = v.object({
  convolution: kernelChoice,
  batchNorm: kernelChoice,
  channelwise: kernelChoice,
  product: kernelChoice,
  pooling: kernelChoice,
  inputGradient: kernelChoice,
  filterGradient: kernelChoice,
  update: kernelChoice,
});

export const OWN_KERNELS = {
  convolution: 'own',
  batchNorm: 'own',
  channelwise: 'own',
  product: 'own',
  pooling: 'own',
  inputGradient: 'own',
  filterGradient: 'own',
  update: 'own',
} as const satisfies v.InferOutput<typeof kernelsSchema>;

export const configSchema = v.object({
  version: v.literal(1),
  preset: v.picklist(['quick', 'localise', 'workshop', 'paper', 'pretrained', 'custom']),
  seed: integer(0, 0x7fffffff),
  data: dataSchema,
  augment: augmentSchema,
  model: modelSchema,
  training: trainingSchema,
  density: densitySchema,
  evaluation: evaluationSchema,
  mistakes: v.optional(mistakesSchema, NO_MISTAKES),
  kernels: v.optional(kernelsSchema, OWN_KERNELS),
});

export type Config = v.InferOutput<typeof configSchema>;
export type Task = (typeof TASKS)[number];
export type AugmentConfig = v.InferOutput<typeof augmentSchema>;
export type ModelConfig = v.InferOutput<typeof modelSchema>;
export type TrainingConfig = v.InferOutput<typeof trainingSchema>;
export type DensityConfig = v.InferOutput<typeof densitySchema>;
export type EvaluationConfig = v.InferOutput<typeof evaluationSchema>;
export type MistakesConfig = v.InferOutput<typeof mistakesSchema>;
export type KernelGroup = (typeof KERNEL_GROUPS)[number];
export type KernelsConfig = Config['kernels'];
export type PresetName = Config['preset'];
