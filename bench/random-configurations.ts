/**
 * `npm run bench -- --only configurations [--count 200] [--from 0]`: random legal configurations, two steps each on small images, on WASM in
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

/** Two steps that end the run, and sizes at which two hundred runs take minutes; everything else is drawn. */
const small = (seed: number) => ({
  'data.imageSizePx': SIZE,
  'training.steps': 2,
  'training.sourcesPerStep': 1 + (seed % 3),
  'model.width': 4 + 4 * (seed % 2),
  'evaluation.windowStridePx': [8, 16, 32, 64][seed % 4],
  // ResNet-18 without pooling takes a minute here, and so do the gradients of plain loops.
  'model.stem': seed % 25 === 0 ? 'cifar' : 'imagenet',
  'kernels.inputGradient': 'own',
  'kernels.filterGradient': 'own',
});

export const smallConfig = (seed: number): Config => randomConfig(seed, 0.3, small(seed));

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
    const config = smallConfig(seed);
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
