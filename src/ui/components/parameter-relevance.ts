/**
 * Settings that have no effect under the other settings: their controls are disabled and say why. The reason is a key of
 * `parameters:reasons`.
 */
import { taskViews } from '../../core/augment/tasks.ts';
import { OWN_ON } from '../../core/config/kernel-groups.ts';
import type { Config, KernelGroup } from '../../core/config/schema.ts';
import { backboneOf, startsPretrained } from '../../core/networks/registry.ts';
import type { BackendName } from '../../worker/protocol.ts';

export type IrrelevanceReason =
  | 'not-in-task'
  | 'only-small'
  | 'only-resnet'
  | 'only-patch-model'
  | 'only-fast-windows'
  | 'nothing-to-correct'
  | 'only-sgd'
  | 'only-ridge'
  | 'only-pca'
  | 'only-gde'
  | 'only-confetti'
  | 'only-shape'
  | 'only-efficientnet'
  | 'only-pretrained'
  | 'only-memory-bank'
  | 'only-efficientnet-kernels'
  | 'no-own-kernel'
  | 'no-own-kernels';

type Rule = readonly [prefix: string, reason: IrrelevanceReason, applies: (config: Config) => boolean];

const shows = (config: Config, ...kinds: readonly string[]): boolean =>
  taskViews(config.augment.task).some((view) => view.kinds.some((kind) => kinds.includes(kind)));

const supports = ({ model }: Config) => backboneOf(model).supports;

const RULES: readonly Rule[] = [
  [
    'augment.cutpaste.',
    'not-in-task',
    (c) => shows(c, 'cutpaste', 'cutout-grey', 'cutout-mean', 'cutout-colour', 'shape'),
  ],
  // Confetti takes the sides of its boxes from the scar's width.
  ['augment.scar.width', 'not-in-task', (c) => shows(c, 'scar', 'scar-colour', 'confetti')],
  ['augment.scar.length', 'not-in-task', (c) => shows(c, 'scar', 'scar-colour')],
  ['augment.scar.rotation', 'not-in-task', (c) => shows(c, 'scar', 'scar-colour')],
  ['augment.patchJitter.', 'not-in-task', (c) => shows(c, 'cutpaste', 'scar')],
  ['augment.shape.', 'only-shape', (c) => shows(c, 'shape')],
  ['augment.confetti.', 'only-confetti', (c) => shows(c, 'confetti')],
  ['model.width', 'only-small', (c) => supports(c).width],
  ['model.weights', 'only-efficientnet', (c) => supports(c).imagenet],
  ['training.headSteps', 'only-pretrained', (c) => startsPretrained(c.model)],
  ['training.fineTuneRate', 'only-pretrained', (c) => startsPretrained(c.model)],
  ['model.stem', 'only-resnet', (c) => supports(c).stem],
  ['model.cropSizePx', 'only-patch-model', (c) => c.model.mode === 'patch'],
  ['evaluation.windowSizePx', 'only-patch-model', (c) => c.model.mode === 'patch'],
  ['evaluation.windowStridePx', 'only-patch-model', (c) => c.model.mode === 'patch'],
  ['evaluation.dense', 'only-patch-model', (c) => c.model.mode === 'patch'],
  ['evaluation.correction', 'nothing-to-correct', (c) => backboneOf(c.model).padded],
  [
    'evaluation.correction',
    'only-fast-windows',
    (c) => c.model.mode === 'patch' && c.evaluation.dense === 'fast',
  ],
  ['evaluation.locality', 'only-patch-model', (c) => c.model.mode === 'patch'],
  ['training.momentum', 'only-sgd', (c) => c.training.optimizer === 'sgd'],
  ['kernels.update', 'only-sgd', (c) => c.training.optimizer === 'sgd'],
  ['kernels.pooling', 'only-resnet', (c) => supports(c).maxPool],
  ['kernels.channelwise', 'only-efficientnet-kernels', (c) => backboneOf(c.model).family.kind === 'mobile'],
  ['density.bankShare', 'only-memory-bank', (c) => c.density.estimator === 'memory-bank'],
  ['density.covariance', 'only-gde', (c) => c.density.estimator === 'gde'],
  ['density.ridge', 'only-ridge', (c) => c.density.estimator === 'gde' && c.density.covariance === 'ridge'],
  ['density.pcaVariance', 'only-pca', (c) => c.density.estimator === 'gde' && c.density.covariance === 'pca'],
];

/** Of the kernels' switches: what the backend has to choose from. */
function withoutChoice(path: string, backend: BackendName): IrrelevanceReason | null {
  const [section, group] = path.split('.');
  if (section !== 'kernels') return null;
  if (OWN_ON[backend].length === 0) return 'no-own-kernels';
  return OWN_ON[backend].includes(group as KernelGroup) ? null : 'no-own-kernel';
}

/** Null when the parameter has an effect; `backend` null while it is not known. */
export function irrelevance(
  path: string,
  config: Config,
  backend: BackendName | null = null,
): IrrelevanceReason | null {
  const none = backend && withoutChoice(path, backend);
  if (none) return none;
  const rule = RULES.find(([prefix, , applies]) => path.startsWith(prefix) && !applies(config));
  return rule ? rule[1] : null;
}
