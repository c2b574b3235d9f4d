/** One turn of `against.ts`: the checkout, threads and steps named by the arguments; prints the medians as JSON. Its modules are loaded from that checkout. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Presets from '../src/core/config/presets.ts';
import type * as Update from '../src/core/config/update.ts';
import type * as Samples from '../src/core/samples/samples.ts';
import type * as Session from '../src/engine/session/engine.ts';
import type { Config } from '../src/core/config/schema.ts';
import type { EngineImage } from '../src/worker/protocol.ts';
import type { Against } from './against.ts';
import { median } from './median.ts';

const [tree, threads, steps] = process.argv.slice(2);
const from = <T>(path: string): Promise<T> =>
  import(pathToFileURL(join(tree, 'src', path)).href) as Promise<T>;
const { PRESETS } = await from<typeof Presets>('core/config/presets.ts');
const { withParameter } = await from<typeof Update>('core/config/update.ts');
const { paintSample, planSample, SAMPLES } = await from<typeof Samples>('core/samples/samples.ts');
const { createEngine } = await from<typeof Session>('engine/session/engine.ts');

const SIZE = 256;
const WARM_UP = 10;
const EVALUATIONS = 3;

const sample = SAMPLES.find(({ name }) => name === 'hex-nuts')!;
const images = planSample(sample).map((planned): EngineImage => {
  const { path, role, label, image, mask } = paintSample(sample.name, 0, SIZE, planned).sample;
  return { id: path, role, label, pixels: image.data, mask: mask?.data ?? null };
});
let config: Config = { ...PRESETS.quick, seed: 0 };
config = withParameter(config, 'training.sourcesPerStep', 12);
config = withParameter(config, 'evaluation.everySteps', 0);
config = withParameter(config, 'training.steps', WARM_UP + Number(steps));

/** Milliseconds of each of these, one after another. */
async function timed(count: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const startMs = performance.now();
    await work();
    times.push(performance.now() - startMs);
  }
  return median(times);
}

let shownAtMs = NaN;
let stepMs: number[] = [];
const engine = createEngine({ wasmThreads: Number(threads) });
await engine.initialise('wasm', (event) => {
  if (event.type !== 'steps') return;
  const now = performance.now();
  if (!Number.isNaN(shownAtMs)) stepMs.push((now - shownAtMs) / event.records.length);
  shownAtMs = now;
});
await engine.setImages(images);
await engine.prepare(config);
await engine.train(WARM_UP);
[stepMs, shownAtMs] = [[], NaN];
await engine.train(WARM_UP + Number(steps));
const step = median(stepMs);
const found: Against = { step, evaluation: await timed(EVALUATIONS, () => engine.evaluate()) };
console.log(JSON.stringify(found));
process.exit(0);
