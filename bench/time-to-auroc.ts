/**
 * Seconds of training until a preset reaches the paper's figures on a complete class: image AUROC 0.983 (Table 1, `bottle`, 3-way) and pixel AUROC
 * 0.96 at one evaluation. Evaluations are told apart, by wall clock and by processor time: they are made every --count steps and are not training.
 *
 *   npm run bench -- --only time-to-auroc --data path/to/bottle [--seeds 3] [--preset quick,localise,standard] [--set PATH=VALUE,...] [--count 250] [--backend wasm|cpu]
 *
 * Node, the page's engine on that backend with a thread a core (WebGPU needs a browser: `--hardware` has its steps). Each run is kept in
 * runs/time-to-auroc, so an ended bench goes on there. The table goes to bench/results/time-to-auroc.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { parseParameterText, withParameter } from '../src/core/config/update.ts';
import { auroc } from '../src/core/metrics/roc.ts';
import { createEngine } from '../src/engine/session/engine.ts';
import type { EngineEvent, Evaluation } from '../src/worker/protocol.ts';
import { keptFigures } from './kept-figures.ts';
import { machineInWords } from './machine.ts';
import { readLabelled } from './recipes/labelled-images.ts';

const IMAGE_MARK = 0.983;
const PIXEL_MARK = 0.96;
const RESULT = fileURLToPath(new URL('./results/time-to-auroc.md', import.meta.url));
const RUNS = fileURLToPath(new URL('../runs/time-to-auroc', import.meta.url));

export interface TimeToPlan {
  readonly data: string;
  readonly seeds: number;
  readonly presets: readonly string[];
  /** `path=value` */
  readonly set: readonly string[];
  readonly everySteps: number;
  readonly backend: 'wasm' | 'cpu';
}

/** What is known at an evaluation; times in seconds since the first step, summed over what came before. */
interface Point {
  readonly step: number;
  readonly image: number;
  readonly pixel: number;
  readonly trained: number;
  readonly trainedCpu: number;
  readonly evaluated: number;
}

interface Figures {
  readonly recipe: string;
  readonly backend: string;
  readonly seed: number;
  readonly when: string;
  readonly machine: string;
  readonly points: readonly Point[];
}

/** Wall and processor seconds since the last call. */
function lap(): () => { readonly wall: number; readonly cpu: number } {
  let wallMs = performance.now();
  let used = process.cpuUsage();
  return () => {
    const nowMs = performance.now();
    const { user, system } = process.cpuUsage(used);
    const took = { wall: (nowMs - wallMs) / 1000, cpu: (user + system) / 1e6 };
    wallMs = nowMs;
    used = process.cpuUsage();
    return took;
  };
}

async function run(config: Config, { data, backend }: TimeToPlan): Promise<Point[]> {
  const { images } = await readLabelled(data, config.seed);
  const anomalous = new Set(images.filter(({ label }) => label === 'anomalous').map(({ id }) => id));
  const points: Point[] = [];
  let [trained, trainedCpu, evaluated] = [0, 0, 0];
  let evaluating = false;
  let next = lap();
  const judged = ({ step, testIds, testScores, pixel }: Evaluation): void => {
    const labels = Uint8Array.from(testIds, (id) => (anomalous.has(id) ? 1 : 0));
    const image = auroc(testScores, labels);
    if (image === null || !pixel) throw new Error(`${data} lacks a class, or masks.`);
    points.push({ step, image, pixel: pixel.auroc ?? NaN, trained, trainedCpu, evaluated });
  };
  // An evaluation begins with its first status and ends with itself; all else in `train` is training.
  const hear = (event: EngineEvent): void => {
    if (event.type === 'status' && !evaluating) {
      const { wall, cpu } = next();
      trained += wall;
      trainedCpu += cpu;
      evaluating = true;
    }
    if (event.type !== 'evaluation') return;
    evaluated += next().wall;
    evaluating = false;
    judged(event.evaluation);
  };
  let hearing = false;
  const engine = createEngine({ wasmThreads: os.cpus().length });
  await engine.initialise(backend, (event) => (hearing ? hear(event) : undefined));
  await engine.setImages([...images]);
  await engine.prepare(config);
  hearing = true;
  next = lap();
  await engine.train(config.training.steps);
  return points;
}

function configOf(preset: string, seed: number, { set, everySteps }: TimeToPlan): Config {
  const base = PRESETS[preset as keyof typeof PRESETS] as Config | undefined;
  if (!base) throw new Error(`There is no preset "${preset}".`);
  const changed = set.reduce<Config>((config, one) => {
    const [path, value] = one.split('=');
    return withParameter(config, path, parseParameterText(path, value));
  }, base);
  return { ...withParameter(changed, 'evaluation.everySteps', everySteps), seed };
}

export async function measureTimeToAuroc(plan: TimeToPlan): Promise<void> {
  const { data, seeds, presets, set, everySteps, backend } = plan;
  for (const preset of presets)
    for (let seed = 0; seed < seeds; seed++) {
      const recipe = [preset, ...set].join(', ');
      const name = [basename(data), recipe.replaceAll(/[^\w.=-]+/g, '_'), backend, everySteps, seed].join(
        '.',
      );
      const figures = await keptFigures(join(RUNS, `${name}.json`), async (): Promise<Figures> => ({
        ...{ recipe, seed },
        backend: `${backend}, ${os.cpus().length} threads`,
        when: new Date().toISOString().slice(0, 10),
        machine: machineInWords('not used', null),
        points: await run(configOf(preset, seed, plan), plan),
      }));
      console.log(inWords(figures).join(' | '));
      keepRow(figures, basename(data));
    }
  console.log(`Written to ${RESULT}`);
}

const three = (value: number): string => value.toFixed(3);

function inWords({ recipe, backend, seed, points, when }: Figures): string[] {
  const reached = points.find(({ image, pixel }) => image >= IMAGE_MARK && pixel >= PIXEL_MARK);
  const last = points[points.length - 1];
  const one = (seconds: number) => seconds.toFixed(1);
  const at = ({ step, trained, trainedCpu, evaluated }: Point) => [
    String(step),
    one(trained),
    one(trainedCpu),
    one(evaluated),
  ];
  return [
    recipe,
    backend,
    String(seed),
    String(points[1].step),
    ...(reached ? at(reached) : ['not reached', '-', '-', '-']),
    `${last.step}: ${three(last.image)} / ${three(last.pixel)}`,
    one(last.trained),
    one(last.trainedCpu),
    when,
  ];
}

const HEAD = [
  'recipe',
  'backend',
  'seed',
  'evaluated every',
  'steps to both',
  'training, s',
  'processor, s',
  'evaluations until then, s',
  'at the end: image / pixel AUROC',
  'training in all, s',
  'processor in all, s',
  'date',
];

/** The row joins the table of its data set, in the place of a former one of the same recipe, backend and seed. */
function keepRow(figures: Figures, set: string): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const row = line(inWords(figures));
  const keyOf = (text: string) => text.split(' | ').slice(0, 3).join(' | ');
  const title = `## \`${set}\``;
  const former = existsSync(RESULT) ? readFileSync(RESULT, 'utf8') : '';
  const [intro, ...sections] = former.split(/^(?=## )/m);
  const own = sections.find((section) => section.startsWith(`${title}\n`)) ?? '';
  const rows = own.split('\n').filter((text) => text.startsWith('| ') && !text.startsWith('| recipe'));
  const kept = rows.filter((text) => !text.startsWith('| ---') && keyOf(text) !== keyOf(row));
  const rewritten = [title, '', line(HEAD), line(HEAD.map(() => '---')), ...kept, row, ''].join('\n');
  const others = sections.filter((section) => section !== own);
  writeFileSync(RESULT, [intro || INTRO(figures.machine), ...others, rewritten].join(''));
}

const INTRO = (machine: string): string => `# Seconds of training to the paper's figures

\`\`\`sh
npm run bench -- --only time-to-auroc --data path/to/bottle --seeds 3
\`\`\`

Until an evaluation has image AUROC ${IMAGE_MARK} and pixel AUROC ${PIXEL_MARK} (the paper from scratch: 0.983 and 0.976). Evaluations are no training, and are
told apart; between two of them it is not known when the figures came. Processor seconds are those of the whole process while it trains, batches included: beside other work they say what wall-clock seconds do not.
Machine of the first row: ${machine}.

`;
