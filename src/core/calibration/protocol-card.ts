/** The protocol card: how the figures came about, and which choices have seen test labels, so that nobody has to guess. */
import type { Config } from '../config/schema.ts';
import { basisOf, type CalibrationScores } from './basis.ts';

export interface ProtocolCard {
  /** Which weights are reported: those of the last step, or (a mistake of the textbook) those with the best test AUROC. */
  readonly reported: 'last-step' | 'best-test-auroc';
  readonly seed: number;
  readonly split: {
    readonly train: number;
    /** What the threshold rests on: kept from the training images, or given for it alone. */
    readonly calibration: number;
    readonly testNormal: number;
    readonly testAnomalous: number;
  };
  readonly threshold: {
    readonly rule: string;
    readonly restsOn:
      | 'normal images given for it alone'
      | 'images that training and density have not seen'
      | 'cross-fitted training images'
      | 'a law';
  };
  /** Figures whose threshold or weights were chosen with the labels of the test images. */
  readonly sawTestLabels: readonly string[];
}

interface ProtocolFacts {
  readonly config: Config;
  readonly items: readonly { readonly role: string; readonly label: string }[];
  /** In order of step; the last one is told. */
  readonly evaluations: readonly CalibrationScores[];
}

export function protocolCard({ config, items, evaluations }: ProtocolFacts): ProtocolCard {
  const count = (role: string, label: string) =>
    items.filter((item) => item.role === role && item.label === label).length;
  const last = evaluations.at(-1);
  const byTest = config.mistakes.chooseByTestAuroc;
  const rule = config.evaluation.threshold;
  return {
    reported: byTest ? 'best-test-auroc' : 'last-step',
    seed: config.seed,
    split: {
      train: items.filter(({ role }) => role === 'train').length,
      calibration: last?.calibrationScores.length ?? 0,
      testNormal: count('test', 'normal'),
      testAnomalous: count('test', 'anomalous'),
    },
    threshold: {
      rule,
      restsOn:
        rule === 'chi-square'
          ? 'a law'
          : rule === 'conformal' && last && basisOf(last).kept
            ? items.some(({ role }) => role === 'calibration')
              ? 'normal images given for it alone'
              : 'images that training and density have not seen'
            : 'cross-fitted training images',
    },
    sawTestLabels: [
      'bestF1',
      'pixelF1',
      'costs.cheapest',
      ...(byTest ? ['all figures: the weights were chosen by them'] : []),
    ],
  };
}
