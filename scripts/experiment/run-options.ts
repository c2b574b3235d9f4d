/** The options of `cutpaste run`, `grid` and `check`: names, words for the help, what a shell completes. */
import { PRESETS } from '../../src/core/config/presets.ts';
import { SAMPLES } from '../../src/core/samples/samples.ts';
import { TAKE_HOME_FORMATS } from '../../src/services/detector/protocol.ts';
import type { BackendChoice } from '../../src/worker/protocol.ts';
import { TRIAL_STEPS, TRIED_TASKS } from '../../src/core/choice/trial-config.ts';
import type { OptionTable } from '../command-line/option-table.ts';
import { DATA_OPTIONS } from './data-options.ts';

/** In which form maps are written: overlays for people, or besides them every value. */
export const MAP_FORMS = ['overlay', 'npy', 'tiff'] as const;

export const BACKENDS: readonly BackendChoice[] = ['auto', 'webgpu', 'webgl', 'wasm', 'cpu'];
export const SAMPLE_NAMES = SAMPLES.map(({ name }) => name);
export const PRESET_NAMES = Object.keys(PRESETS) as (keyof typeof PRESETS)[];

const SOURCE = {
  data: {
    type: 'string',
    describe:
      'Folder of images, or an archive of one; names of folders and files, masks and annotations give the labels',
  },
  ...DATA_OPTIONS,
} as const satisfies OptionTable;

const IMAGES = {
  ...SOURCE,
  sample: {
    type: 'string',
    choices: SAMPLE_NAMES,
    describe: `A built-in set: ${SAMPLE_NAMES.join(', ')}`,
  },
  out: {
    type: 'string',
    describe:
      "A folder outside of the images', where to write result.json, scores.csv, scores.json, roc.svg, maps/*.png and report.html",
  },
  backend: {
    type: 'string',
    default: 'auto',
    choices: BACKENDS,
    describe: `${BACKENDS.join(', ')}; webgpu falls back to a software adapter`,
  },
  maps: {
    type: 'string',
    default: 'overlay',
    choices: MAP_FORMS,
    describe:
      'overlay: pictures for people. npy, tiff: besides them every value of the maps as float32, at the size of the masks, and those masks; maps.csv lists them. Every pixel figure can be computed again from these files',
  },
  json: { type: 'boolean', describe: 'The result as JSON on standard output' },
} as const satisfies OptionTable;

export const CHECK_OPTIONS = {
  ...SOURCE,
  out: { type: 'string', describe: 'Where to write data.json (default: here)' },
  json: { type: 'boolean', describe: 'What data.json has, on standard output' },
} as const satisfies OptionTable;

export const GRID_OPTIONS = IMAGES;

export const CHOOSE_OPTIONS = {
  ...SOURCE,
  sample: IMAGES.sample,
  out: {
    type: 'string',
    describe: "A folder outside of the images', where to write choice.json and choice.md",
  },
  backend: IMAGES.backend,
  tasks: {
    type: 'string',
    default: TRIED_TASKS.join(','),
    describe: 'Tasks to compare, with commas between them',
  },
  steps: { type: 'string', default: String(TRIAL_STEPS), describe: 'Training steps of each trial' },
  seed: { type: 'string', describe: 'Seed of every random draw (default: 0)' },
  set: {
    type: 'string',
    array: true,
    describe: 'key=value, a setting of the views (augment.*); may be given several times',
  },
  json: { type: 'boolean', describe: 'What choice.json has, on standard output' },
} as const satisfies OptionTable;

export const RUN_OPTIONS = {
  ...IMAGES,
  preset: {
    type: 'string',
    choices: PRESET_NAMES,
    describe: `${PRESET_NAMES.join(', ')} (default: quick)`,
  },
  seed: { type: 'string', describe: 'Seed of every random draw (default: 0)' },
  steps: {
    type: 'string',
    describe:
      "Training steps; the learning-rate schedule is fitted to them. 0: the network as it comes, for --preset pretrained ImageNet's features without any training",
  },
  set: {
    type: 'string',
    array: true,
    describe: 'key=value, any parameter below; may be given several times',
  },
  export: {
    type: 'string',
    array: true,
    choices: TAKE_HOME_FORMATS,
    describe:
      'The finished run as a detector beside the results: onnx (one graph with its proof and scripts), tfjs, safetensors (weights, with the network in PyTorch); pytorch: the run itself as a readable PyTorch script; may be given several times',
  },
  calibrate: {
    type: 'string',
    describe:
      'Fresh normal images: the threshold rests on them alone (all count as normal; they are in no ROC)',
  },
  groups: {
    type: 'string',
    describe:
      'A table "image,group" (CSV): images of a group belong together (one part from several sides, a burst) and are in one fold, kept for the threshold or trained on together; intervals count them once. Images are named by path, end of path or name',
  },
  resume: {
    type: 'boolean',
    describe:
      'Go on with the run in --out from its last checkpoint (checkpoint.zip, written at every evaluation and every 20 s), with the numbers of a run that was never stopped; without a checkpoint the run begins. Settings need not be given again',
  },
  longer: {
    type: 'boolean',
    describe:
      'Train the finished run in --out longer: one more cosine cycle of the same length from its last weights',
  },
  robustness: {
    type: 'boolean',
    describe:
      'After the run: brightness, contrast, noise, blur, JPEG, shift and rotation of up to 80 test images; result.json has AUROC, false alarms and recall over their levels, at the threshold of the run',
  },
  'learning-curve': {
    type: 'boolean',
    describe:
      "After the run: densities on parts of the training images (the network stays as it is); result.json has AUROC and the threshold's uncertainty over the number of images",
  },
  doubtful: {
    type: 'boolean',
    describe:
      'After the run: all training images in order of how little they look normal, each by a density that had not seen it; result.json names the first tenth, doubtful.csv has all',
  },
  'no-baseline': {
    type: 'boolean',
    describe: 'Do not make the maps and scores of ImageNet features, without training, after the run',
  },
  grid: { type: 'string', hidden: true, describe: 'As "cutpaste grid FILE"' },
  check: { type: 'boolean', hidden: true, describe: 'As "cutpaste check"' },
} as const satisfies OptionTable;
