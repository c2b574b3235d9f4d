/**
 * `npx tsx bench/recipes/judge.ts --weights FOLDER --data FOLDER --out FILE`: image and pixel AUROC of every network that bench/recipes/train.ts
 * has kept, read in every way of `READOUTS` and scored in every way of `IMAGE_SCORES` from the same weights; a line of JSON for each. What FILE
 * has already is not judged again. Folders of images are found by the names of their sets in --data.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deserialize } from 'node:v8';
import type { Config } from '../../src/core/config/schema.ts';
import { auroc } from '../../src/core/metrics/roc.ts';
import { startBackend } from '../../src/engine/backend/start.ts';
import { fitOnTraining } from '../../src/engine/inference/density-fit.ts';
import { Embedder, type Embedding } from '../../src/engine/inference/embedder.ts';
import { chooseTraining, nameImage } from '../../src/engine/inference/embedding-input.ts';
import { SILENT_JOB } from '../../src/engine/inference/job.ts';
import { scorePixels } from '../../src/engine/inference/pixel-scores.ts';
import { createTrunk } from '../../src/engine/models/inference.ts';
import { Model } from '../../src/engine/models/model.ts';
import { networkOf } from '../../src/engine/session/run-plan.ts';
import type { Checkpoint, EngineImage } from '../../src/worker/protocol.ts';
import { SIZE } from '../normal-images.ts';
import { IMAGE_SCORES, standardised, type Maps } from './image-scores.ts';
import { readLabelled } from './labelled-images.ts';
import { READOUTS, withChanges, type Readout } from './recipes.ts';
import { beside, stageFeatures } from './stage-features.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    weights: { type: 'string', default: 'runs/recipes' },
    out: { type: 'string', default: 'runs/recipes/judged.jsonl' },
    /** Names of readouts, with semicolons between them; all without. */
    readouts: { type: 'string', default: '' },
  },
});
const known = new Set(
  existsSync(values.out)
    ? readFileSync(values.out, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const { weights, readout } = JSON.parse(line) as { weights: string; readout: string };
          return `${weights} ${readout}`;
        })
    : [],
);
await startBackend('wasm', { wasmThreads: 1 }, () => undefined);
for (const file of readdirSync(values.weights).filter((name) => name.endsWith('.bin')))
  await judge(file.slice(0, -'.bin'.length));
process.exit(0);

async function judge(weights: string): Promise<void> {
  const averaged = weights.includes('.mean');
  const wanted = Object.entries(READOUTS).filter(
    ([readout, { ofMeans }]) =>
      (values.readouts === '' || values.readouts.split(';').includes(readout)) &&
      !known.has(`${weights} ${readout}`) &&
      (!averaged || ofMeans),
  );
  if (wanted.length === 0) return;
  const checkpoint = deserialize(readFileSync(join(values.weights, `${weights}.bin`))) as Checkpoint;
  const { config } = checkpoint;
  const set = weights.split('.')[0];
  const folder = join(values.data, set);
  const { images } = await readLabelled(existsSync(folder) ? folder : set, config.seed);
  const model = new Model(networkOf(config, SIZE), null);
  model.initialise(config.seed);
  const names = new Set(model.store.names());
  for (const { name, shape, data } of checkpoint.tensors)
    if (names.has(name)) model.store.upload(name, data, shape);
  const trunk = createTrunk(model);
  const embedder = new Embedder(model, trunk);
  const ofRole = (role: EngineImage['role']) => images.filter((image) => image.role === role);
  const test = ofRole('test');
  const labels = Uint8Array.from(test, ({ label }) => (label === 'anomalous' ? 1 : 0));
  const places = Embedder.places(config, SIZE)!;
  const count = places.side ** 2;
  const stages = new Map<string, Float32Array[]>();

  const embed = async (
    some: readonly EngineImage[],
    readout: Readout,
    used: Config,
  ): Promise<Embedding[]> => {
    if (!readout.stages) {
      const input = { config: used, train: ofRole('train'), imageSizePx: SIZE, job: SILENT_JOB };
      const named = some.map((image) => nameImage(image, SIZE, ''));
      return embedder.embed(named, input, () => 0);
    }
    const result: Embedding[] = [];
    for (const { id, pixels } of some) {
      if (!stages.has(id)) stages.set(id, await stageFeatures(trunk, model.network, pixels, places));
      const parts = readout.stages.map((stage) => stages.get(id)![stage]);
      result.push({ features: beside(parts, count), map: null, mapSide: 0 });
    }
    return result;
  };

  for (const [name, readout] of wanted) {
    const used = withChanges(config, readout.changes);
    const train = await embed(chooseTraining(ofRole('train'), used), readout, used);
    const tested = await embed(test, readout, used);
    const fitted = fitOnTraining(train, train[0].features.length / count, used);
    const normal = fitted.heldOutPlaces;
    const maps: Maps = new Float64Array(test.length * count);
    tested.forEach(({ features }, i) => maps.set(fitted.density.score(features, count), i * count));
    const image = Object.fromEntries(
      Object.entries(IMAGE_SCORES).map(([kind, score]) => [kind, auroc(score(maps, normal, count), labels)!]),
    );
    const pixel = (of: Maps) =>
      scorePixels(
        test,
        test.map((_, i) => ({
          rows: places.side,
          columns: places.side,
          stridePx: places.stridePx,
          offsetPx: places.offsetPx,
          scores: Float32Array.from(of.subarray(i * count, (i + 1) * count)),
        })),
        { kind: 'patch', sizePx: SIZE, sigmaPx: used.evaluation.sigmaPx, threshold: 0 },
      )?.auroc ?? null;
    const line = {
      weights,
      readout: name,
      locality: fitted.locality,
      image,
      pixel: pixel(maps),
      pixelOfZ: name === 'as trained' ? pixel(standardised(maps, normal, count)) : null,
    };
    appendFileSync(values.out, `${JSON.stringify(line)}\n`);
  }
  embedder.dispose();
  model.dispose();
}
