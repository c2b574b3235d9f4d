/**
 * `npm run build && npx tsx scripts/measure-samples.ts --runs DIR`: image AUROC of every built-in sample, trained from scratch with the first visit's
 * preset for several seeds, and of ImageNet's features without training, into `src/ui/features/dataset/measured.json`, which the page shows beside
 * the samples' pictures. A finished run in DIR is taken as it is where its pictures and settings are those of today.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SAMPLES, type SampleDescription } from '../src/core/samples/catalogue.ts';
import type { SampleName } from '../src/core/samples/types.ts';
import {
  MEASURED_WITH,
  settingsKey,
  type MeasuredSample,
  type Recorded,
} from '../src/ui/features/dataset/measured.ts';
import { parseOptions } from './experiment/options.ts';
import { experiment } from './experiment.ts';
import type { ExperimentResult } from './experiment/result.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seeds: { type: 'string', default: '0,1,2' },
    out: { type: 'string', default: 'src/ui/features/dataset/measured.json' },
    /** Runs nothing: only what stands in --runs. */
    collect: { type: 'boolean', default: false },
  },
});
if (values.runs === undefined) throw new Error('--runs DIR is missing: where the runs are kept.');
const folder = values.runs;
const rounded = (value: number): number => Number(value.toFixed(4));

type Way = keyof typeof MEASURED_WITH;

/** Null where it was not run, and only what stands there is wanted. */
async function resultOf(sample: SampleDescription, way: Way, seed: number): Promise<ExperimentResult | null> {
  const out = join(folder, `${sample.name}-${sample.fingerprint}`, `${way}-${seed}`);
  const file = join(out, 'result.json');
  const { preset, untrained } = MEASURED_WITH[way];
  if (!existsSync(file)) {
    if (values.collect) return null;
    const steps = untrained ? ['--steps', '0'] : [];
    const order = [
      '--sample',
      sample.name,
      '--preset',
      preset,
      '--seed',
      `${seed}`,
      '--no-baseline',
      ...steps,
    ];
    await experiment(parseOptions([...order, '--out', out]), false);
  }
  const result = JSON.parse(readFileSync(file, 'utf8')) as ExperimentResult;
  if (settingsKey(result.config) !== settingsKey(MEASURED_WITH[way].config))
    throw new Error(`${out} was run with other settings: choose another --runs.`);
  if (result.seed !== seed || result.dataset !== sample.name || result.imageAuroc === null)
    throw new Error(`${out} holds another run.`);
  return result;
}

const summary = (result: ExperimentResult): Recorded => ({
  seed: result.seed,
  version: result.version,
  imageAuroc: rounded(result.imageAuroc ?? NaN),
  byDefect: Object.fromEntries(
    Object.entries(result.defectTypes).map(([type, { imageAuroc }]) => [type, rounded(imageAuroc ?? NaN)]),
  ),
});

const seeds = values.seeds.split(',').map(Number);
const samples: Partial<Record<SampleName, MeasuredSample>> = {};
for (const sample of SAMPLES) {
  const found = [];
  for (const seed of seeds) found.push(await resultOf(sample, 'cutpaste', seed));
  // Nothing is drawn without training: one seed says all.
  const without = await resultOf(sample, 'imagenet', seeds[0]);
  const cutpaste = found.flatMap((result) => result ?? []).map(summary);
  if (!without) throw new Error(`${sample.name}: ImageNet's features were not measured.`);
  samples[sample.name] = { fingerprint: sample.fingerprint, cutpaste, imagenet: summary(without) };
}
const settings = Object.fromEntries(
  Object.entries(MEASURED_WITH).map(([way, { config }]) => [way, settingsKey(config)]),
);
writeFileSync(values.out, `${JSON.stringify({ settings, samples }, null, 1)}\n`);
console.log(`Written to ${values.out}.`);
