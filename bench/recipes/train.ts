/**
 * `npx tsx bench/recipes/train.ts --data SOURCE --recipe NAME --seed N --out FOLDER`: trains one set with one recipe in Node (WASM) and keeps the last
 * checkpoint and what it took in FOLDER, for bench/recipes/judge.ts. SOURCE is a folder as in MVTec AD or the name of a sample.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { serialize } from 'node:v8';
import { startBackend } from '../../src/engine/backend/start.ts';
import { memoryLimits } from '../../src/engine/session/memory-plan.ts';
import { memoryPlanOf, networkOf } from '../../src/engine/session/run-plan.ts';
import { createDirectSource } from '../../src/engine/training/batch-source.ts';
import { Run } from '../../src/engine/training/run.ts';
import { SIZE } from '../normal-images.ts';
import { readLabelled } from './labelled-images.ts';
import { configOf } from './recipes.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    recipe: { type: 'string', default: 'sgd-1000x12' },
    seed: { type: 'string', default: '0' },
    out: { type: 'string', default: 'runs/recipes' },
    threads: { type: 'string', default: '1' },
  },
});
const seed = Number(values.seed);
const file = join(values.out, `${basename(values.data)}.${values.recipe}.${seed}.bin`);
if (existsSync(file)) process.exit(0);
mkdirSync(values.out, { recursive: true });

const { images } = await readLabelled(values.data, seed);
await startBackend('wasm', { wasmThreads: Number(values.threads) }, () => undefined);
const config = configOf(values.recipe, seed);
const pixels = images
  .filter(({ role }) => role === 'train')
  .map((image) => ({ width: SIZE, height: SIZE, data: image.pixels }));
const memory = await memoryPlanOf(config, SIZE, memoryLimits('wasm', {}));
const source = createDirectSource(pixels, config);
const run = new Run(config, networkOf(config, SIZE), source, memory);
run.initialise();
const startedMs = performance.now();
const startedCpu = process.cpuUsage();
let waitedMs = 0;
let [right, lastLoss] = [0, 0];
const tail = Math.ceil(config.training.steps / 10);
/** Means of the weights over the last steps, beside the last weights: their lengths as shares of the run. */
const means = [0.1, 0.3, 0.5].map((share) => ({ share, taken: 0, sums: [] as Float64Array[] }));
const everySteps = 5;
for (let step = 0; step < config.training.steps; step++) {
  const { waitedMs: waited } = await run.advance();
  waitedMs += waited;
  if (step % everySteps === 0) await takeMeans(step);
  for (const { outcome } of await run.pending.read())
    if (step >= config.training.steps - tail) {
      right += outcome.accuracy / tail;
      lastLoss += outcome.loss / tail;
    }
}
const seconds = (performance.now() - startedMs) / 1000;
const { user, system } = process.cpuUsage(startedCpu);
const checkpoint = await run.checkpoint();
writeFileSync(file, serialize(checkpoint));
for (const { share, taken, sums } of means) {
  const tensors = checkpoint.tensors.map((tensor, i) => ({
    ...tensor,
    data: Float32Array.from(sums[i], (sum) => sum / taken),
  }));
  writeFileSync(file.replace(/\.bin$/, `.mean${share}.bin`), serialize({ ...checkpoint, tensors }));
}
console.log(
  [
    basename(values.data),
    values.recipe,
    seed,
    `${seconds.toFixed(0)} s`,
    `cpu ${((user + system) / 1e6).toFixed(0)} s`,
    `batches ${(waitedMs / 1000).toFixed(0)} s`,
    `proxy ${right.toFixed(3)}`,
    `loss ${lastLoss.toFixed(3)}`,
  ].join(' | '),
);
process.exit(0);

async function takeMeans(step: number): Promise<void> {
  const due = means.filter(({ share }) => step >= config.training.steps * (1 - share));
  if (due.length === 0) return;
  const { tensors } = await run.checkpoint();
  for (const mean of due) {
    if (mean.taken++ === 0) mean.sums = tensors.map(({ data }) => new Float64Array(data.length));
    tensors.forEach(({ data }, i) => data.forEach((value, k) => (mean.sums[i][k] += value)));
  }
}
