/**
 * What a run's PyTorch script carries of its configuration, and what it does not: every setting is in one of the two lists (a test holds them
 * together), so that none is dropped in silence. The script's head tells the second list where it matters.
 */
import { placesReadout } from '../../config/readout.ts';
import type { Config } from '../../config/schema.ts';

/** Beginnings of the paths that the script reads from its CONFIG, or that its network and its classes are made from. */
export const CARRIED: readonly string[] = [
  'preset',
  'seed',
  'version',
  'data.imageSizePx',
  'data.fit',
  'data.calibrationShare',
  'augment.task',
  'augment.cutpaste.',
  'augment.scar.',
  'augment.patchJitter.',
  'augment.global.',
  'model.',
  'training.',
  'density.covariance',
  'density.l2Normalise',
  'density.ridge',
  'density.pcaVariance',
  'evaluation.everySteps',
  'evaluation.maxTrainImages',
  'evaluation.windowSizePx',
  'evaluation.windowStridePx',
  'evaluation.locality',
  'evaluation.imageScore',
  'evaluation.thresholdQuantile',
];

interface Left {
  /** Beginnings of paths. */
  readonly paths: readonly string[];
  /** In the script's head; null where the setting changes nothing of this run. */
  readonly told: (config: Config) => string | null;
}

const isPatch = ({ model }: Config): boolean => model.mode === 'patch';
const always = (words: string) => () => words;
const never = () => null;

export const LEFT: readonly Left[] = [
  {
    paths: ['data.region'],
    told: ({ data }) =>
      data.region ? 'data.region: the region of interest is not applied, whole images count here.' : null,
  },
  {
    paths: ['density.estimator', 'density.bankShare'],
    told: ({ density: { estimator } }) =>
      estimator === 'gde'
        ? null
        : `density.estimator is "${estimator}": this script fits the Gaussian of the paper instead.`,
  },
  {
    paths: ['evaluation.dense', 'evaluation.correction'],
    told: (config) =>
      isPatch(config) && config.evaluation.dense === 'fast'
        ? 'evaluation.dense is "fast" (one pass of the network for all windows, corrected): here every window runs by itself, which takes longer and scores a little otherwise.'
        : null,
  },
  {
    paths: ['evaluation.threshold'],
    told: ({ evaluation: { threshold } }) =>
      threshold === 'chi-square'
        ? 'evaluation.threshold is "chi-square": here it is the quantile of held-out training scores.'
        : null,
  },
  {
    paths: ['evaluation.sigmaPx'],
    told: always(
      'evaluation.sigmaPx: no maps are drawn; scores of places are there (Detector, Gaussian.score).',
    ),
  },
  {
    paths: ['evaluation.readout'],
    told: (config) =>
      placesReadout(config)
        ? `evaluation.readout is "${config.evaluation.readout}": here pooled features are scored, without places.`
        : null,
  },
  {
    paths: ['evaluation.noTraining', 'evaluation.bootstrapSamples'],
    told: always(
      'Baselines without training and intervals (evaluation.noTraining, bootstrapSamples) are not made.',
    ),
  },
  {
    paths: ['evaluation.missPrice', 'evaluation.alarmPrice', 'evaluation.defectShare'],
    told: always('No threshold is proposed by costs (evaluation.missPrice, alarmPrice, defectShare).'),
  },
  {
    paths: ['evaluation.syntheticDefects'],
    told: ({ evaluation }) =>
      evaluation.syntheticDefects
        ? 'evaluation.syntheticDefects: without defects among the test images there is no AUROC here.'
        : null,
  },
  {
    paths: ['mistakes.'],
    told({ mistakes }) {
      const on = Object.entries(mistakes).flatMap(([name, value]) => (value ? [name] : []));
      return on.length > 0 ? `The run makes mistakes on purpose (${on.join(', ')}): not here.` : null;
    },
  },
  { paths: ['kernels.'], told: always('kernels: PyTorch has its own.') },
  // Of kinds of views that a script is refused for (script.ts).
  { paths: ['augment.shape.', 'augment.confetti.', 'augment.mixture.'], told: never },
];

/** Of every run: what no setting says. */
export const ALWAYS_OTHER: readonly string[] = [
  'Random draws are NumPy\u2019s and PyTorch\u2019s: the same laws, other numbers. Results are those of another seed.',
  'Images are all below train/good and test/KIND; which of them are kept for the threshold is drawn here again, without looking for groups.',
  'Only images of 8 bits are read.',
];
