/** Why a setting has no effect under the other settings: keys of the catalogue `parameters:reasons`. */
export type IrrelevanceReason =
  | 'not-in-task'
  | 'only-small'
  | 'only-resnet'
  | 'only-patch-model'
  | 'only-fast-windows'
  | 'nothing-to-correct'
  | 'only-coin-flip'
  | 'only-sgd'
  | 'only-ridge'
  | 'only-pca'
  | 'only-gde'
  | 'only-efficientnet'
  | 'only-pretrained'
  | 'only-memory-bank'
  | 'only-efficientnet-kernels'
  | 'no-own-kernel'
  | 'no-own-kernels';
