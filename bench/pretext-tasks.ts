/**
 * `npx tsx bench/pretext-tasks.ts --data FOLDER,FOLDER,... --out FOLDER`: the pretext tasks of the paper's Tables 4 and 5, from scratch, on patches, over three
 * seeds: the tables of bench/results/pretext-tasks.md. The grid of each set goes on where it was interrupted.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
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
  type SetResult,
} from './over-sets.ts';

const TASKS = ['rotation', 'cutout-mean', 'scar', 'cutpaste', 'union', '3way'] as const;

/** Preset `quick` (the small network, patches of 64 px), half as long and evaluated at its end only. */
const GRID = {
  version: 1,
  name: 'pretext tasks',
  base: {
    preset: 'quick',
    set: { 'training.steps': 500, 'evaluation.everySteps': 500, 'evaluation.correction': 'none' },
  },
  axes: [{ settings: ['augment.task'], values: TASKS }],
  seeds: SEEDS,
};

const { sets, out } = foldersOf('pretext-tasks');
mkdirSync(out, { recursive: true });
const grid = join(out, 'pretext-tasks.json');
writeFileSync(grid, JSON.stringify(GRID, null, 2));
const results = sets.map((set) => {
  const folder = join(out, nameOf(set));
  experiment('--grid', grid, '--data', set, '--out', folder, '--backend', 'wasm');
  const runs = join(folder, 'runs');
  return readdirSync(runs).map((run) => readResult(join(runs, run, 'result.json')));
});

function table(title: string, figure: (result: SetResult) => number): void {
  console.log(`\n${title}\n`);
  printTable(
    ['task', ...sets.map(nameOf), 'mean'],
    TASKS.map((task) => {
      const values = results.map((ofSet) =>
        SEEDS.map((seed) =>
          figure(ofSet.find((run) => run.config.augment.task === task && run.seed === seed)!),
        ),
      );
      return [task, ...values.map(overSeeds), overSets(values)];
    }),
  );
}

table('Image AUROC', ({ imageAuroc }) => imageAuroc);
table('Pixel AUROC of the patch maps', ({ pixelAuroc }) => pixelAuroc ?? NaN);
