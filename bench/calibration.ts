/**
 * `npx tsx bench/calibration.ts`: does the threshold keep its promise? Normal images of each set are split at random: a fifth stays unseen,
 * the rest is used as the page would (a part kept for the threshold where there are enough, cross-fitted scores otherwise).
 * The table has the share of unseen normal images called anomalous at a promise of 5 and of 10 %, over the splits.
 *
 *   npx tsx bench/calibration.ts [--splits 20] [--steps 0] [--sample NAME,...] [--data FOLDER,...] [--share 0.2]
 *
 * Without steps the network is untrained and images are scored by its pooled features; with steps it is trained anew on each split
 * with preset quick. Node, WASM, one thread.
 */
import { parseArgs } from 'node:util';
import { basisOf } from '../src/core/calibration/basis.ts';
import { conformalThreshold } from '../src/core/calibration/conformal.ts';
import { chooseCalibration } from '../src/core/calibration/split.ts';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { withParameter } from '../src/core/config/update.ts';
import { createRandom } from '../src/core/random/random.ts';
import { SAMPLES } from '../src/core/samples/samples.ts';
import { fitOnTraining } from '../src/engine/inference/density-fit.ts';
import { createEngine } from '../src/engine/session/engine.ts';
import type { EngineImage } from '../src/worker/protocol.ts';
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
  readonly calibrationScores: Float64Array;
  readonly heldOutScores: Float64Array;
  readonly unseen: Float64Array;
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
      calibrationScores: fitted.calibrationScores,
      heldOutScores: fitted.heldOutScores,
      unseen: Float64Array.from(unseen, (one) => fitted.density.score(embed(one).features, 1)[0]),
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
  return { calibrationScores, heldOutScores, unseen: testScores };
};

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
console.log(`| set | normal images | kept | called at 5 % | worst split | called at 10 % | worst split |`);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
const sets = normalSets(options);
const means: number[][] = PROMISES.map(() => []);
for (const { name, load } of sets) {
  const normals = await load();
  const scoreOf = steps > 0 ? trained : await untrained(normals);
  const rates: number[][] = PROMISES.map(() => []);
  let kept = 0;
  for (let seed = 0; seed < splits; seed++) {
    const split = splitOf(normals, seed);
    kept = split.kept.length;
    const scores = await scoreOf(split, seed);
    PROMISES.forEach((alpha, i) => {
      const threshold = conformalThreshold(basisOf(scores).scores, alpha);
      rates[i].push(scores.unseen.filter((score) => score >= threshold).length / scores.unseen.length);
    });
  }
  const cells = rates.flatMap((all, i) => {
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    means[i].push(mean);
    return [percent(mean), percent(Math.max(...all))];
  });
  console.log(`| ${name} | ${normals.length} | ${kept || 'none: cross-fit'} | ${cells.join(' | ')} |`);
}
const overall = means.map((all) => percent(all.reduce((a, b) => a + b, 0) / all.length));
console.log(`| mean of the sets | | | ${overall[0]} | | ${overall[1]} | |`);
process.exit(0);
