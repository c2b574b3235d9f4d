/**
 * What each page of the textbook sets: data, configuration, and the tab to look at. Small pictures and a small net, so that a run takes
 * seconds; everything else is the method as it is.
 */
import { PRESETS } from '../config/presets.ts';
import type { Config } from '../config/schema.ts';
import type { SamplePart } from '../samples/catalogue.ts';
import type { SampleName } from '../samples/types.ts';

export const LESSON_PART: SamplePart = { train: 40, testNormal: 16, perDefect: 6 };

export interface LessonSetup {
  /** `own`: what the person had opened before. `keep`: whatever is there. */
  readonly data: SampleName | 'own' | 'keep';
  /** Null leaves the configuration alone. */
  readonly config: Config | null;
  readonly tab: 'augment' | 'train' | 'maps';
  /** The page's figure takes the place of the tabs, large; else it stands in the text. */
  readonly stage?: true;
  /** Page without results: their column is hidden where there is room for columns. */
  readonly quiet?: true;
  /** The lab shows nothing but the picture to paste on and the result, as large as they can be. */
  readonly handsOnly?: true;
}

/** The lessons' run: 3-way CutPaste on crops of 48 px out of 128 px, at a learning rate at which so few steps already teach something. */
export const LESSON_CONFIG: Config = {
  ...PRESETS.quick,
  preset: 'custom',
  data: { ...PRESETS.quick.data, imageSizePx: 128 },
  model: { ...PRESETS.quick.model, mode: 'patch', cropSizePx: 48 },
  training: { ...PRESETS.quick.training, steps: 300, learningRate: 0.03 },
  evaluation: { ...PRESETS.quick.evaluation, everySteps: 50, windowSizePx: 48, windowStridePx: 8 },
};

const noJitter = { brightness: 0, contrast: 0, saturation: 0, hue: 0 };

/** Page 2: whole pictures, and pieces pasted as they are, so that skill alone hides them. */
const BY_HAND: Config = {
  ...LESSON_CONFIG,
  augment: { ...LESSON_CONFIG.augment, task: 'cutpaste', patchJitter: noJitter },
  model: { ...LESSON_CONFIG.model, mode: 'image' },
};

/** Page 3: the questions are compared after so many steps each; after 60 both answers were still guesses. */
export const ASKED_STEPS = 300;

const ASK: Config = {
  ...LESSON_CONFIG,
  augment: { ...LESSON_CONFIG.augment, task: 'cutpaste' },
  training: { ...LESSON_CONFIG.training, steps: ASKED_STEPS },
  evaluation: { ...LESSON_CONFIG.evaluation, everySteps: 0 },
};

/** True when patches are pasted without colour jitter (page 8). */
export function jitterIsOff({ augment }: Config): boolean {
  return Object.values(augment.patchJitter).every((strength) => strength === 0);
}

/** `config` with the jitter of the patch off, or as in the lessons' run. */
export function withJitter(config: Config, on: boolean): Config {
  const patchJitter = on ? LESSON_CONFIG.augment.patchJitter : noJitter;
  return { ...config, preset: 'custom', augment: { ...config.augment, patchJitter } };
}

const NUTS = 'hex-nuts';
const run = { data: NUTS, config: LESSON_CONFIG } as const;

/** Pages 1 to 12 in order. Pages 4 to 7, 11 and 12 share one run. */
export const SETUPS: readonly LessonSetup[] = [
  { ...run, tab: 'augment', stage: true, quiet: true },
  { data: NUTS, config: BY_HAND, tab: 'augment', quiet: true, handsOnly: true },
  { data: NUTS, config: ASK, tab: 'train', quiet: true },
  { ...run, tab: 'train' },
  { ...run, tab: 'train', stage: true, quiet: true },
  { ...run, tab: 'maps' },
  { ...run, tab: 'maps' },
  { data: 'woven-cloth', config: LESSON_CONFIG, tab: 'train' },
  { data: 'own', config: null, tab: 'augment' },
  { data: 'keep', config: null, tab: 'maps' },
  { ...run, tab: 'train', stage: true, quiet: true },
  { ...run, tab: 'train', stage: true, quiet: true },
];
