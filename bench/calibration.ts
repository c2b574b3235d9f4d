/**
 * `npx tsx bench/calibration.ts`: does the threshold keep its promise? Normal images of each set are split at random: a fifth stays unseen,
 * the rest is used as the page would (a part kept for the threshold where there are enough, cross-fitted scores otherwise).
 * The table has the share of unseen normal images called anomalous at a promise of 5 and of 10 %, over the splits, and the range (95 %) in which
 * that mean lies by chance alone where the promise holds: each split's share is beta-binomial.
 *
 *   npx tsx bench/calibration.ts [--splits 20] [--steps 0] [--sample NAME,...] [--data FOLDER,...] [--share 0.2]
 *
 * Without steps the network is untrained and images are scored by its pooled features; with steps it is trained anew on each split
 * with preset quick, and the scores of each split are kept in runs/calibration: an ended bench goes on there (take the folder away after a
 * change of the code). Node, WASM, one thread.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { basisOf } from '../src/core/calibration/basis.ts';
import { conformalThreshold, promiseOf } from '../src/core/calibration/conformal.ts';
import { chooseCalibration } from '../src/core/calibration/split.ts';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { withParameter } from '../src/core/config/update.ts';
import { createRandom } from '../src/core/random/random.ts';
import { SAMPLES } from '../src/core/samples/samples.ts';
import { fitOnTraining } from '../src/engine/inference/density-fit.ts';
import { createEngine } from '../src/engine/session/engine.ts';
import type { EngineImage } from '../src/worker/protocol.ts';
import { keptFigures } from './kept-figures.ts';
import { normalSets, type Normal } from './normal-images.ts';

const PROMISES = [0.05, 0.1] as const;

const { values: options } = parseArgs({
  options: {
    splits: { type: 'string', default: '20' },
    steps: { type: 'string', default: '0' },
    sample: { type: 'string', default: SAMPLES.map(({ name }) => name).join(',') },
    data: { type: 'string', default: '' },
    share: { type: 'string', default: '0.2' },
  },
});
const splits = Number(options.splits);
const steps = Number(options.steps);
const share = Number(options.share);

const engine = createEngine({ wasmThreads: 1 });
await engine.initialise('wasm', () => undefined);

interface Split {
  readonly train: readonly Normal[];
  readonly kept: readonly Normal[];
  readonly unseen: readonly Normal[];
}

function splitOf(normals: readonly Normal[], seed: number): Split {
  const order = createRandom(seed, 'calibration-bench').shuffle(normals);
  const unseen = order.slice(0, Math.round(order.length / 5));
  const rest = order.slice(unseen.length);
  const kept = chooseCalibration(rest, share, seed);
  return { train: rest.filter((one) => !kept.has(one)), kept: [...kept], unseen };
}

interface Scores {
  readonly calibrationScores: readonly number[];
  readonly heldOutScores: readonly number[];
  readonly unseen: readonly number[];
}

const named =
  (role: EngineImage['role']) =>
  ({ path, pixels }: Normal): EngineImage => ({
    ...{ id: path, role, label: 'normal', pixels, mask: null },
  });

/** Pooled features of the untrained network for all images once; then only the density is fitted anew. */
async function untrained(
  normals: readonly Normal[],
): Promise<(split: Split, seed: number) => Promise<Scores>> {
  const config = withParameter(PRESETS.quick, 'model.mode', 'image');
  await engine.setImages(normals.map(named('train')));
  await engine.prepare(config);
  const { dimension, data } = await engine.embeddings(normals.map(({ path }) => path));
  const featuresOf = new Map(
    normals.map(({ path }, i) => [path, data.subarray(i * dimension, (i + 1) * dimension)]),
  );
  const embed = ({ path }: Normal) => ({
    features: featuresOf.get(path) as Float32Array,
    map: null,
    mapSide: 0,
  });
  return async ({ train, kept, unseen }, seed) => {
    const fitted = fitOnTraining(
      train.map(embed),
      dimension,
      { ...config, seed },
      { calibration: kept.map(embed) },
    );
    return {
      calibrationScores: [...fitted.calibrationScores],
      heldOutScores: [...fitted.heldOutScores],
      unseen: unseen.map((one) => fitted.density.score(embed(one).features, 1)[0]),
    };
  };
}

/** Trains on each split. */
const trained = async ({ train, kept, unseen }: Split, seed: number): Promise<Scores> => {
  let config: Config = { ...PRESETS.quick, seed };
  config = withParameter(config, 'training.steps', steps);
  config = withParameter(config, 'evaluation.everySteps', 0);
  config = withParameter(config, 'evaluation.windowStridePx', 16);
  await engine.setImages([
    ...train.map(named('train')),
    ...kept.map(named('calibration')),
    ...unseen.map(named('test')),
  ]);
  await engine.prepare(config);
  await engine.train(steps);
  const { calibrationScores, heldOutScores, testScores } = await engine.evaluate();
  return {
    calibrationScores: [...calibrationScores],
    heldOutScores: [...heldOutScores],
    unseen: [...testScores],
  };
};

const runs = fileURLToPath(new URL('../runs/calibration', import.meta.url));

/** The deviation of the share called among `unseen` images: each image is called with a rate that is Beta distributed itself. */
function deviationOf(basis: number, unseen: number, alpha: number): { rate: number; deviation: number } {
  const { above } = promiseOf(basis, alpha);
  const rate = (above + 1) / (basis + 1);
  const together = 1 / (basis + 2);
  return { rate, deviation: Math.sqrt((rate * (1 - rate) * (1 + (unseen - 1) * together)) / unseen) };
}

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
console.log(
  '| set | normal images | threshold rests on | called at 5 % | by chance | worst split | called at 10 % | by chance | worst split |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
const sets = normalSets(options);
const means: number[][] = PROMISES.map(() => []);
for (const { name, load } of sets) {
  const normals = await load();
  const scoreOf = steps > 0 ? trained : await untrained(normals);
  const rates: number[][] = PROMISES.map(() => []);
  let basis: { readonly kept: boolean; readonly images: number; readonly unseen: number } | null = null;
  for (let seed = 0; seed < splits; seed++) {
    const split = splitOf(normals, seed);
    const make = () => scoreOf(split, seed);
    const file = `${runs}/${name}.${share}.${steps}.${seed}.json`;
    const scores = steps > 0 ? await keptFigures(file, make) : await make();
    const { kept, scores: against } = basisOf(scores);
    basis = { kept, images: against.length, unseen: scores.unseen.length };
    PROMISES.forEach((alpha, i) => {
      const threshold = conformalThreshold(against, alpha);
      rates[i].push(scores.unseen.filter((score) => score >= threshold).length / scores.unseen.length);
    });
  }
  if (!basis) continue;
  const { kept, images, unseen } = basis;
  const cells = rates.flatMap((all, i) => {
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    means[i].push(mean);
    const { rate, deviation } = deviationOf(images, unseen, PROMISES[i]);
    const reach = (1.96 * deviation) / Math.sqrt(all.length);
    const chance = `${percent(Math.max(0, rate - reach))} to ${percent(rate + reach)}`;
    return [percent(mean), chance, percent(Math.max(...all))];
  });
  const rests = `${images} ${kept ? 'kept' : 'by cross-fit'}`;
  console.log(`| ${name} | ${normals.length} | ${rests} | ${cells.join(' | ')} |`);
}
const overall = means.map((all) => percent(all.reduce((a, b) => a + b, 0) / all.length));
console.log(`| mean of the sets | | | ${overall[0]} | | | ${overall[1]} | | |`);
process.exit(0);
