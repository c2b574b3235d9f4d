/**
 * `npx tsx bench/doubtful.ts --data FOLDER,...`: do planted defects stand first among the doubtful training images? Ten per cent of the training
 * images are defects of the test set, taken for normal; ranked as the page ranks them, the table has the share of them in the first tenth.
 *
 *   npx tsx bench/doubtful.ts --data FOLDER,... [--draws 3] [--steps 0] [--share 0.1] [--imagenet]
 *
 * With preset quick; without steps the network is untrained. With --imagenet the ranking is that of the no-training baseline. Node, WASM,
 * one thread.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rankDoubtful } from '../src/core/calibration/doubtful.ts';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { withParameter } from '../src/core/config/update.ts';
import { createRandom } from '../src/core/random/random.ts';
import { createEngine } from '../src/engine/session/engine.ts';
import type { EngineImage } from '../src/worker/protocol.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import { readImages, type Normal } from './normal-images.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    draws: { type: 'string', default: '3' },
    steps: { type: 'string', default: '0' },
    imagenet: { type: 'boolean', default: false },
    share: { type: 'string', default: '0.1' },
  },
});
const steps = Number(options.steps);
const share = Number(options.share);
const server = await serveFolder(fileURLToPath(new URL('../public', import.meta.url)));
const engine = createEngine({ wasmThreads: 1, baseUrl: `${server.url}/` });
await engine.initialise('wasm', () => undefined);

async function trainedOn(config: Config) {
  await engine.prepare(config);
  if (steps > 0) await engine.train(steps);
  return engine.rankTraining();
}

/** Share of the planted images among the first `planted.length` of the ranking: all of them could stand there. */
async function foundIn(
  normals: readonly Normal[],
  planted: readonly Normal[],
  seed: number,
): Promise<number> {
  const named = ({ path, pixels }: Normal): EngineImage => ({
    ...{ id: path, role: 'train', label: 'normal', pixels, mask: null },
  });
  let config: Config = { ...PRESETS.quick, seed };
  config = withParameter(config, 'evaluation.windowStridePx', 16);
  config = withParameter(config, 'evaluation.everySteps', 0);
  if (steps > 0) config = withParameter(config, 'training.steps', steps);
  await engine.setImages([...normals, ...planted].map(named));
  const { ids, scores } = options.imagenet ? await engine.rankByBaseline(config) : await trainedOn(config);
  const ranked = rankDoubtful(ids, scores, () => undefined);
  const first = new Set(ranked.slice(0, planted.length).map(({ id }) => id));
  return planted.filter(({ path }) => first.has(path)).length / planted.length;
}

console.log('| set | normal images | planted | in the first tenth, mean | least |');
console.log('| --- | --- | --- | --- | --- |');
for (const folder of options.data.split(',').filter(Boolean)) {
  const normals = await readImages(folder, ['train/good']);
  const types = readdirSync(join(folder, 'test')).filter((name) => name !== 'good');
  const defects = await readImages(
    folder,
    types.map((type) => `test/${type}`),
  );
  const wanted = Math.min(defects.length, Math.max(1, Math.round((share / (1 - share)) * normals.length)));
  const found: number[] = [];
  for (let draw = 0; draw < Number(options.draws); draw++) {
    const planted = createRandom(draw, 'doubtful-bench').shuffle(defects).slice(0, wanted);
    found.push(await foundIn(normals, planted, draw));
  }
  const percent = (value: number) => `${(100 * value).toFixed(0)} %`;
  const mean = found.reduce((a, b) => a + b, 0) / found.length;
  console.log(
    `| ${basename(folder)} | ${normals.length} | ${wanted} | ${percent(mean)} | ${percent(Math.min(...found))} |`,
  );
}
process.exit(0);
