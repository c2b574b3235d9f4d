/**
 * `tsx bench/recipe.ts`: which short recipe should preset `quick` take? Trains the built-in sets in Node (WASM, one thread) and
 * prints the image AUROC of the last step. Recipes of one family see about equally many views, which is what a step's time follows.
 *
 *   npx tsx bench/recipe.ts [--recipe TEXT] [--sample TEXT] [--seeds 0,1] [--out FILE]
 */
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { withParameter } from '../src/core/config/update.ts';
import { auroc } from '../src/core/metrics/roc.ts';
import { paintSample, planSample, SAMPLES } from '../src/core/samples/samples.ts';
import { createEngine } from '../src/engine/session/engine.ts';
import type { EngineImage, Evaluation } from '../src/worker/protocol.ts';

type Changes = Readonly<Record<string, unknown>>;
const sgd = (steps: number, sources: number): Changes => ({
  'training.steps': steps,
  'training.sourcesPerStep': sources,
  'training.learningRate': 0.03,
});
const adamw = (steps: number, sources: number, rate: number): Changes => ({
  ...sgd(steps, sources),
  'training.optimizer': 'adamw',
  'training.learningRate': rate,
});

/** Named by optimiser, steps and source images a step. */
const RECIPES: Readonly<Record<string, Changes>> = {
  'sgd 1000x16': sgd(1000, 16),
  'sgd 500x16': sgd(500, 16),
  'sgd 1000x8': sgd(1000, 8),
  'adamw3e-3 500x16': adamw(500, 16, 0.003),
  'adamw3e-3 1000x8': adamw(1000, 8, 0.003),
  'adamw1e-3 500x16': adamw(500, 16, 0.001),
  'sgd 500x16 rate 0.1': { ...sgd(500, 16), 'training.learningRate': 0.1 },
  'sgd 1000x8 rate 0.1': { ...sgd(1000, 8), 'training.learningRate': 0.1 },
  'sgd 1000x12 rate 0.06': { ...sgd(1000, 12), 'training.learningRate': 0.06 },
  'sgd 1000x12 rate 0.03': sgd(1000, 12),
  'sgd 750x16 rate 0.06': { ...sgd(750, 16), 'training.learningRate': 0.06 },
  'sgd 1500x8 rate 0.06': { ...sgd(1500, 8), 'training.learningRate': 0.06 },
  'adamw1e-3 1000x12': adamw(1000, 12, 0.001),
  'adamw3e-3 1000x12': adamw(1000, 12, 0.003),
  'sgd 1000x8 crop 48': { ...sgd(1000, 8), 'model.cropSizePx': 48 },
  'sgd 1000x8 crop 48 rate 0.1': { ...sgd(1000, 8), 'model.cropSizePx': 48, 'training.learningRate': 0.1 },
  'sgd 900x16 crop 48': { ...sgd(900, 16), 'model.cropSizePx': 48 },
  'sgd 900x16 crop 48 rate 0.1': { ...sgd(900, 16), 'model.cropSizePx': 48, 'training.learningRate': 0.1 },
};

const { values: options } = parseArgs({
  options: {
    recipe: { type: 'string', default: '' },
    sample: { type: 'string', default: '' },
    seeds: { type: 'string', default: '0' },
    set: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
  },
});

function paint(name: (typeof SAMPLES)[number]['name']): EngineImage[] {
  return planSample(SAMPLES.find((sample) => sample.name === name)!).map((planned) => {
    const { sample } = paintSample(name, 0, 256, planned);
    const { path, role, label } = sample;
    return { id: path, role, label, pixels: sample.image.data, mask: sample.mask?.data ?? null };
  });
}

function imageAuroc(images: readonly EngineImage[], { testIds, testScores }: Evaluation): number | null {
  const labels = new Map(images.map(({ id, label }) => [id, label === 'anomalous' ? 1 : 0]));
  return auroc(
    testScores,
    Uint8Array.from(testIds, (id) => labels.get(id) ?? 0),
  );
}

const engine = createEngine({ wasmThreads: 1 });
const evaluations: Evaluation[] = [];
await engine.initialise('wasm', (event) => {
  if (event.type === 'evaluation') evaluations.push(event.evaluation);
});
const three = (value: number | null | undefined) => value?.toFixed(3) ?? '-';

for (const { name } of SAMPLES.filter(({ name }) => name.includes(options.sample))) {
  const images = paint(name);
  await engine.setImages(images);
  for (const [recipe, changes] of Object.entries(RECIPES)) {
    if (!options.recipe.split(',').some((text) => recipe.includes(text))) continue;
    for (const seed of options.seeds.split(',').map(Number)) {
      let config: Config = PRESETS.quick;
      const extra = options.set
        .map((text) => text.split('='))
        .map(([key, value]) => [key, JSON.parse(value)]);
      const all = { ...changes, 'evaluation.everySteps': 0, ...Object.fromEntries(extra), seed };
      for (const [path, value] of Object.entries(all)) config = withParameter(config, path, value);
      evaluations.length = 0;
      await engine.prepare(config);
      const startedMs = performance.now();
      await engine.train(config.training.steps);
      const seconds = (performance.now() - startedMs) / 1000;
      const [untrained, trained] = [evaluations[0], evaluations.at(-1)!];
      const line =
        `| ${name} | ${recipe} ${options.set.join(' ')} | ${seed} | ${three(imageAuroc(images, untrained))} | ` +
        `${three(imageAuroc(images, trained))} | ${three(trained.pixel?.auroc)} | ${seconds.toFixed(0)} |`;
      console.log(line);
      if (options.out) appendFileSync(options.out, `${line}\n`);
    }
  }
}
process.exit(0);
