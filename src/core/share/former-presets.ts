/**
 * Presets as links of before mean them. A link says what differs from a preset; were the preset's values of today taken, an old link would
 * quietly open another run. Whoever changes a preset raises `LINK_VERSION` and writes the old values here.
 */
import { PRESETS } from '../config/presets.ts';
import type { Config } from '../config/schema.ts';
import { withParameter } from '../config/update.ts';

export const LINK_VERSION = '3';

type BaseName = keyof typeof PRESETS;
type Values = Readonly<Record<string, unknown>>;

/** Before there were thresholds that keep a promise. */
const HELD_OUT = { 'evaluation.threshold': 'held-out', 'data.calibrationShare': 0 } as const;

/** Before an image's score was standardised by place. */
const MAXIMUM = { 'evaluation.imageScore': 'maximum' } as const;

/** By version of the link: the values that a preset had then and has not now. */
const FORMER: Readonly<Record<string, Partial<Record<BaseName, Values>>>> = {
  '1': {
    quick: { ...HELD_OUT, ...MAXIMUM },
    localise: { ...HELD_OUT, ...MAXIMUM },
    standard: MAXIMUM,
    workshop: HELD_OUT,
    pretrained: HELD_OUT,
    paper: {
      ...HELD_OUT,
      'augment.cutpaste.aspectMax': 1 / 0.3,
      'augment.cutpaste.aspectLaw': 'log-uniform',
      'model.stem': 'auto',
      'training.decayed': 'all',
      'evaluation.windowSizePx': 64,
      'evaluation.dense': 'fast',
    },
  },
  '2': { quick: MAXIMUM, localise: MAXIMUM, standard: MAXIMUM },
};

export const LINK_VERSIONS: readonly string[] = [...Object.keys(FORMER), LINK_VERSION];

/** The preset as a link of that version means it. */
export function presetOf(version: string, name: BaseName): Config {
  const values = Object.entries(FORMER[version]?.[name] ?? {});
  return values.reduce<Config>((config, [path, value]) => withParameter(config, path, value), PRESETS[name]);
}
