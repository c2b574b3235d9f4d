/**
 * `npm run bench -- --only configurations [--count 200] [--from 0]`: random legal configurations, up to three steps each on small images, on WASM in
 * Node. Nothing may be without a number, stop, hang, or fail with a reason. Prints each that does, with what differs from its preset.
 */
import { PARAMETERS, readParameter } from '../src/core/config/parameters.ts';
import { PRESETS } from '../src/core/config/presets.ts';
import { randomConfig } from '../src/core/config/testing/random-config.ts';
import type { Config } from '../src/core/config/schema.ts';
import { createEngine } from '../src/engine/session/engine.ts';
import { images, SIZE } from '../src/engine/session/testing/small-set.ts';
import { faultsAfterTwoSteps } from '../src/engine/session/testing/two-steps.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import type { EngineEvent } from '../src/worker/protocol.ts';

/** Odd strides beside those that divide the image. */
const STRIDES_PX = [16, 7, 32, 13, 64, 8, 37];

/** One to three steps that end the run, and sizes at which two hundred runs take minutes; everything else is drawn. */
const small = (seed: number, imageSizePx: number) => ({
  'data.imageSizePx': imageSizePx,
  'training.steps': [2, 2, 1, 3][seed % 4],
  'training.sourcesPerStep': 1 + (seed % 3),
  'model.width': [4, 8, 4, 8, 12][seed % 5],
  'evaluation.windowStridePx': STRIDES_PX[seed % STRIDES_PX.length],
  // ResNet-18 without pooling takes a minute here, and so do the gradients of plain loops.
  'model.stem': seed % 25 === 0 ? 'cifar' : 'imagenet',
  'kernels.inputGradient': 'own',
  'kernels.filterGradient': 'own',
});

/** @param imageSizePx side of the images that are there, or of those that the page makes of its sample */
export const smallConfig = (seed: number, imageSizePx: number): Config =>
  randomConfig(seed, 0.3, small(seed, imageSizePx));

export const asCommand = (config: Config): string =>
  PARAMETERS.filter(({ path }) => readParameter(config, path) !== readParameter(PRESETS.paper, path))
    .map(({ path }) => `${path}=${String(readParameter(config, path))}`)
    .join(' ');

export async function runRandomConfigurations(from: number, count: number): Promise<number> {
  const server = await serveFolder('public');
  const events: EngineEvent[] = [];
  const engine = createEngine({ wasmThreads: 1, baseUrl: server.url });
  await engine.initialise('wasm', (event) => events.push(event));
  await engine.setImages(images);
  let failed = 0;
  for (let seed = from; seed < from + count; seed++) {
    const config = smallConfig(seed, SIZE);
    const startedMs = performance.now();
    const faults = await faultsAfterTwoSteps(engine, events, config);
    const seconds = (performance.now() - startedMs) / 1000;
    if (seconds > 20) console.log(`${seed}: ${seconds.toFixed(0)} s, ${config.model.backbone}`);
    if (faults.length === 0) continue;
    failed++;
    console.log(`${seed}: ${faults.slice(0, 4).join('; ')}\n  ${asCommand(config)}`);
  }
  await server.close();
  console.log(`${count - failed} of ${count} configurations are whole.`);
  return failed;
}
