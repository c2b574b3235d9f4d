/**
 * Whole runs of the engine, as the page has them: a sample, a preset, evaluations before and after, AUROC, and the share of time that steps waited for
 * data. With as many steps as its time allows; a run that is shorter than its preset says so.
 */
import { PRESETS } from '../../src/core/config/presets.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { auroc } from '../../src/core/metrics/roc.ts';
import { generateSample } from '../../src/core/samples/samples.ts';
import { createEngine } from '../../src/engine/session/engine.ts';
import type { EngineEvent, EngineImage, Evaluation } from '../../src/worker/protocol.ts';
import type { Stage } from './stages.ts';

export interface RunOrder {
  readonly preset: keyof typeof PRESETS;
  readonly sample: string;
  readonly threads: number;
  /** A small version of it, for a software adapter: it proves the way, not the figures. */
  readonly tiny: boolean;
}

const TINY_PX = 32;
const TINY_IMAGES = 6;
/** Of the time that is left for steps: they are never as even as the measured ones. */
const CAREFUL = 0.8;
/** Evaluations that a run still has to make when its steps are planned: before, after, and some room. */
const EVALUATIONS = 2.5;

function tiny(config: Config): Config {
  const { data, model, training, evaluation } = config;
  return {
    ...config,
    data: { ...data, imageSizePx: TINY_PX },
    model: { ...model, backbone: 'small', width: 4, headWidth: 8, cropSizePx: 16 },
    training: { ...training, sourcesPerStep: 2 },
    evaluation: { ...evaluation, dense: 'fast', windowSizePx: 16, windowStridePx: 8, correction: 'none' },
  };
}

/** One for all runs: a run makes room for the next one. */
let held: ReturnType<typeof startEngine> | null = null;
let hear: (event: EngineEvent) => void = () => undefined;

async function startEngine(batchWorkers: number) {
  const engine = createEngine({ batchWorkers });
  return { engine, report: await engine.initialise('webgpu', (event) => hear(event)) };
}

function imagesOf(sample: string, sizePx: number, most: number): EngineImage[] {
  const counts = new Map<string, number>();
  const images: EngineImage[] = [];
  for (const { path, role, label, image, mask } of generateSample(sample, 0, sizePx)) {
    const kind = `${role} ${label}`;
    const count = (counts.get(kind) ?? 0) + 1;
    if (count > most) continue;
    counts.set(kind, count);
    const pixels = new Uint8Array(new SharedArrayBuffer(image.data.length));
    pixels.set(image.data);
    images.push({ id: path, role, label, pixels, mask: mask?.data ?? null });
  }
  return images;
}

function aurocOf({ testIds, testScores }: Evaluation, images: readonly EngineImage[]): number | null {
  const anomalous = new Set(images.filter(({ label }) => label === 'anomalous').map(({ id }) => id));
  return auroc(
    testScores,
    testIds.map((id) => anomalous.has(id)),
  );
}

export const wholeRun =
  ({ preset, sample, threads, tiny: isTiny }: RunOrder): Stage =>
  async (left) => {
    const whole = isTiny ? tiny(PRESETS[preset]) : PRESETS[preset];
    const config = { ...whole, evaluation: { ...whole.evaluation, everySteps: 0 } };
    const images = imagesOf(sample, config.data.imageSizePx, isTiny ? TINY_IMAGES : Infinity);
    const events: EngineEvent[] = [];
    hear = (event) => void events.push(event);
    const { engine, report } = await (held ??= startEngine(threads));
    await engine.setImages(images);
    const stepMs = (await engine.prepare(config)).measuredStepMs;
    const untrained = await engine.evaluate();
    const forSteps = left() - (EVALUATIONS * untrained.elapsedMs) / 1000;
    const fit = Math.floor((CAREFUL * 1000 * forSteps) / stepMs);
    const steps = Math.min(config.training.steps, fit);
    if (steps < 2)
      return {
        leftOut: `a step takes ${stepMs.toFixed(0)} ms, an evaluation ${untrained.elapsedMs.toFixed(0)} ms`,
      };
    const plan = await engine.prepare({ ...config, training: { ...config.training, steps } });
    events.length = 0;
    const startedMs = performance.now();
    await engine.train(steps);
    const wallMs = performance.now() - startedMs;
    const evaluations = events.flatMap((event) => (event.type === 'evaluation' ? [event.evaluation] : []));
    const told = events.flatMap((event) => (event.type === 'steps' ? [event] : []));
    const busyMs = told.reduce((sum, one) => sum + one.records.length * one.stepMs, 0);
    const waitedMs = told.reduce((sum, one) => sum + one.records.length * one.stepMs * one.dataWaitShare, 0);
    const evaluatedMs = evaluations.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
    const last = evaluations.at(-1);
    return {
      ...{
        device: report.device,
        tiles: plan.tiles,
        measuredTiles: report.tiles?.chosen,
        sample,
        batch: plan.batchSize,
        images: images.length,
      },
      ...{ steps, ofSteps: config.training.steps, wallMs, msPerStep: (wallMs - evaluatedMs) / steps },
      waitingShare: busyMs > 0 ? waitedMs / busyMs : 0,
      evaluationMs: evaluations.map(({ elapsedMs }) => elapsedMs),
      untrainedAuroc: aurocOf(untrained, images),
      auroc: last && last.step === steps ? aurocOf(last, images) : null,
      lastLoss: told.flatMap(({ records }) => records).at(-1)?.loss ?? null,
    };
  };
