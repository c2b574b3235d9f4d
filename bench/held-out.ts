/**
 * What keeping a share of the normal images for the threshold costs the detector: preset `quick` with and without the share, in turns, on the same
 * images and seeds: image AUROC and average precision of the last step. Node, WASM, the code of the page.
 *
 *   npm run bench -- --only held-out --data DIR [--sets NAME,...] [--seeds 3] [--share 0.2]
 *
 * DIR holds the sets as folders. Every run is kept in runs/held-out; an ended bench goes on there. The table goes to bench/results/held-out.md.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { withParameter } from '../src/core/config/update.ts';
import { averagePrecision } from '../src/core/metrics/precision-recall.ts';
import { auroc } from '../src/core/metrics/roc.ts';
import { createEngine } from '../src/engine/session/engine.ts';
import { keptFigures } from './kept-figures.ts';
import { machineInWords } from './machine.ts';
import { readLabelled } from './recipes/labelled-images.ts';

export const HELD_OUT_SETS = 'fabric_light_small,magnetic_tile_small,cookies,bottle';
/** Of image AUROC and average precision, in the mean of the sets: what keeping a share may cost. */
const ALLOWED = 0.01;
const RESULT = fileURLToPath(new URL('./results/held-out.md', import.meta.url));
const RUNS = fileURLToPath(new URL('../runs/held-out', import.meta.url));

export interface HeldOutPlan {
  readonly folder: string;
  readonly sets: readonly string[];
  readonly seeds: number;
  readonly share: number;
}

interface Figures {
  readonly trained: number;
  readonly kept: number;
  readonly auroc: number;
  readonly ap: number;
}

interface Row {
  readonly set: string;
  readonly seed: number;
  readonly without: Figures;
  readonly withShare: Figures;
}

type Engine = ReturnType<typeof createEngine>;

/** One whole run of the preset. */
async function run(engine: Engine, folder: string, seed: number, share: number): Promise<Figures> {
  const { images } = await readLabelled(folder, seed, share);
  let config: Config = { ...PRESETS.quick, seed };
  config = withParameter(config, 'data.calibrationShare', share);
  // Evaluations on the way change no weights and would be made twice as often as they are read.
  config = withParameter(config, 'evaluation.everySteps', 0);
  await engine.setImages([...images]);
  await engine.prepare(config);
  await engine.train(config.training.steps);
  const { testIds, testScores, calibrationIds } = await engine.evaluate();
  const anomalous = new Set(images.filter(({ label }) => label === 'anomalous').map(({ id }) => id));
  const labels = Uint8Array.from(testIds, (id) => (anomalous.has(id) ? 1 : 0));
  const figures = { auroc: auroc(testScores, labels), ap: averagePrecision(testScores, labels) };
  if (figures.auroc === null || figures.ap === null) throw new Error(`${folder} lacks a class.`);
  const trained = images.filter(({ role }) => role === 'train').length;
  return { trained, kept: calibrationIds.length, auroc: figures.auroc, ap: figures.ap };
}

export async function measureHeldOut({ folder, sets, seeds, share }: HeldOutPlan): Promise<void> {
  const engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', () => undefined);
  const rows: Row[] = [];
  for (let seed = 0; seed < seeds; seed++)
    for (const [i, set] of sets.entries()) {
      const figures = new Map<number, Figures>();
      // Which of the two comes first changes from set to set: what the machine does meanwhile meets both.
      for (const kept of (seed + i) % 2 === 0 ? [0, share] : [share, 0])
        figures.set(
          kept,
          await keptFigures(join(RUNS, `${set}.${seed}.${kept}.json`), () =>
            run(engine, join(folder, set), seed, kept),
          ),
        );
      const row = { set, seed, without: figures.get(0)!, withShare: figures.get(share)! };
      rows.push(row);
      console.log(inWords(row).join(' | '));
    }
  writeFileSync(RESULT, report(rows, share));
  console.log(`Written to ${RESULT}`);
}

const three = (value: number): string => value.toFixed(3);
const signed = (value: number): string => `${value >= 0 ? '+' : ''}${value.toFixed(3)}`;
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const difference = ({ without, withShare }: Row, of: 'auroc' | 'ap'): number => withShare[of] - without[of];

function inWords(row: Row): string[] {
  const { without, withShare } = row;
  return [
    `\`${row.set}\``,
    String(row.seed),
    `${without.trained} / ${withShare.trained} + ${withShare.kept}`,
    three(without.auroc),
    three(withShare.auroc),
    signed(difference(row, 'auroc')),
    three(without.ap),
    three(withShare.ap),
    signed(difference(row, 'ap')),
  ];
}

/** Standard error of the mean difference over the runs; null where there is one. */
function errorOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const middle = mean(values);
  const square = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
  return Math.sqrt(square / values.length);
}

function report(rows: readonly Row[], share: number): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const sets = [...new Set(rows.map(({ set }) => set))];
  const of = (set: string) => rows.filter((row) => row.set === set);
  const figure = (own: readonly Row[], kind: 'auroc' | 'ap') => {
    const values = own.map((row) => difference(row, kind));
    const error = errorOf(values);
    return `${signed(mean(values))}${error === null ? '' : ` ± ${three(error)}`}`;
  };
  const percent = `${(100 * share).toFixed(0)} %`;
  const seeds = new Set(rows.map(({ seed }) => seed)).size;
  const verdicts = (['auroc', 'ap'] as const).map((kind) => {
    const value = mean(rows.map((row) => difference(row, kind)));
    return `${kind === 'auroc' ? 'image AUROC' : 'average precision'} ${signed(value)} (${value >= -ALLOWED ? 'within' : 'BEYOND'} ${ALLOWED})`;
  });
  return [
    '# What the images that are kept for the threshold cost',
    '',
    '```sh',
    `npm run bench -- --only held-out --data path/to/sets --seeds ${seeds} --share ${share}`,
    '```',
    '',
    `Preset \`quick\`, with none and with ${percent} of the normal training images kept for the threshold (neither the training nor the density sees them), on the`,
    'same images and seeds in turns; last step; the difference is with minus without.',
    '',
    machineInWords('not used', null),
    '',
    line([
      'set',
      'seed',
      'trained: without / with + kept',
      'AUROC without',
      'with',
      'difference',
      'AP without',
      'with',
      'difference',
    ]),
    line(Array.from({ length: 9 }, () => '---')),
    ...rows.map((row) => line(inWords(row))),
    '',
    '| set | runs | AUROC, mean difference | AP, mean difference |',
    '| --- | --- | --- | --- |',
    ...sets.map((set) =>
      line([`\`${set}\``, String(of(set).length), figure(of(set), 'auroc'), figure(of(set), 'ap')]),
    ),
    line(['all', String(rows.length), figure(rows, 'auroc'), figure(rows, 'ap')]),
    '',
    `In the mean of the runs: ${verdicts.join('; ')}. The figure after ± is the standard error over the runs.`,
    '',
  ].join('\n');
}
