/** Needs that several rows share: the patch model, an optimiser, a kind of network. */
import { ESTIMATOR_NAMES, factsOf } from '../../density/estimators/facts.ts';
import type { EstimatorSettings } from '../../density/settings.ts';
import { BACKBONE_NAMES, backboneOf } from '../../networks/registry.ts';
import type { Backbone } from '../../networks/types.ts';
import type { IrrelevanceReason } from './reasons.ts';
import type { Need } from './row.ts';

const need = (path: string, otherwise: IrrelevanceReason, ...is: Need['is']): Need => ({
  path,
  is,
  otherwise,
});

export const PATCH_MODEL = need('model.mode', 'only-patch-model', 'patch');
export const WHOLE_IMAGES = need('model.mode', 'only-whole-images', 'image');

/** A network of a kind. */
const backbones = (otherwise: IrrelevanceReason, fits: (one: Backbone) => boolean): Need => ({
  path: 'model.backbone',
  is: BACKBONE_NAMES.filter((backbone) => fits(backboneOf({ backbone }))),
  otherwise,
});

export const WITH_WIDTH = backbones('only-small', ({ supports }) => supports.width);
export const WITH_STEM = backbones('only-resnet', ({ supports }) => supports.stem);
export const WITH_MAX_POOL = backbones('only-resnet', ({ supports }) => supports.maxPool);
export const WITH_IMAGENET = backbones('only-efficientnet', ({ supports }) => supports.imagenet);
export const MOBILE = backbones('only-efficientnet-kernels', ({ family }) => family.kind === 'mobile');
export const PADDED = backbones('nothing-to-correct', ({ padded }) => padded);
export const PRETRAINED: readonly Need[] = [
  { ...WITH_IMAGENET, otherwise: 'only-pretrained' },
  need('model.weights', 'only-pretrained', 'imagenet'),
];

export const FAST_WINDOWS: readonly Need[] = [
  { ...PATCH_MODEL, otherwise: 'only-fast-windows' },
  need('evaluation.dense', 'only-fast-windows', 'fast'),
];
export const COIN_FLIP = need('augment.cutpaste.aspectLaw', 'only-coin-flip', 'coin-flip');
/** Images are kept for the threshold only where it is the one that rests on them. */
export const CONFORMAL = need('evaluation.threshold', 'only-conformal', 'conformal');
export const COSINE = need('training.schedule', 'only-cosine', 'cosine');
export const SGD = need('training.optimizer', 'only-sgd', 'sgd');

/** A density that a setting changes. */
const densities = (otherwise: IrrelevanceReason, setting: keyof EstimatorSettings): Need => ({
  path: 'density.estimator',
  is: ESTIMATOR_NAMES.filter((estimator) => factsOf({ estimator }).settings.includes(setting)),
  otherwise,
});

export const GDE = densities('only-gde', 'covariance');
export const MEMORY_BANK = densities('only-memory-bank', 'bankShare');
/** A setting of one form of the Gaussian's covariance. */
export const covariance = (otherwise: IrrelevanceReason, form: string): readonly Need[] => [
  { ...GDE, otherwise },
  need('density.covariance', otherwise, form),
];
