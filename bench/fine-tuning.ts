/**
 * `npx tsx bench/fine-tuning.ts --data FOLDER,FOLDER,... --out FOLDER`: fine-tuning with CutPaste against ImageNet features without training, image AUROC
 * of each set over three seeds: the table of bench/results/fine-tuning.md. Finished runs (result.json is there) are not made again.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  experiment,
  foldersOf,
  nameOf,
  overSeeds,
  overSets,
  printTable,
  readResult,
  SEEDS,
} from './over-sets.ts';

/** Preset `pretrained`, shortened so that fifteen runs take hours without a GPU, not days. */
const RECIPE = [
  ...['--preset', 'pretrained', '--backend', 'wasm', '--steps', '60', '--no-baseline'],
  ...['training.headSteps=20', 'training.sourcesPerStep=4', 'evaluation.everySteps=60'].flatMap((set) => [
    '--set',
    set,
  ]),
];

const { sets, out } = foldersOf('fine-tuning');
const results = sets.map((set) =>
  SEEDS.map((seed) => {
    const folder = join(out, `${nameOf(set)}-${seed}`);
    const file = join(folder, 'result.json');
    if (!existsSync(file)) experiment('--data', set, '--out', folder, '--seed', String(seed), ...RECIPE);
    return readResult(file);
  }),
);
const tuned = results.map((seeds) => seeds.map(({ imageAuroc }) => imageAuroc));
const before = results.map(([{ untrained }]) => untrained.imageAuroc);
printTable(
  ['data set', 'no training', 'fine-tuned'],
  [
    ...sets.map((set, i) => [nameOf(set), before[i].toFixed(3), overSeeds(tuned[i])]),
    ['mean', (before.reduce((a, b) => a + b, 0) / sets.length).toFixed(3), overSets(tuned)],
  ],
);
