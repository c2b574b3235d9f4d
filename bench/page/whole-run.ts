/**
 * A run as the page makes it: the real engine worker, a built-in sample, a preset. Measures the loop from the outside: wall time
 * per step with everything between steps, the wait for batches, and what evaluations (before, halfway, at the end) take of it.
 */
import * as Comlink from 'comlink';
import { PRESETS } from '../../src/core/config/presets.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { generateSample } from '../../src/core/samples/samples.ts';
import type { BackendChoice, EngineApi, EngineEvent, EngineImage } from '../../src/worker/protocol.ts';

export interface WholeRunRequest {
  readonly backend: BackendChoice;
  readonly preset: keyof typeof PRESETS;
  readonly sample: string;
  readonly steps: number;
  /** A second run in the same engine, to see what the first one has left warm. */
  readonly again: boolean;
}

export interface WholeRunTimes {
  readonly prepareMs: number;
  /** The loop without evaluations, divided by the steps. */
  readonly msPerStep: number;
  /** As the engine reports it: the step alone. */
  readonly stepMs: number;
  readonly dataWaitShare: number;
  readonly evaluationMs: number[];
  /** Of the last evaluation: embedding, fitting the density, scores and maps. */
  readonly phaseMs: Readonly<Record<string, number>>;
  /** Share of training and evaluating that the evaluation halfway takes at the preset's interval. */
  readonly evaluationShare: number;
  /** The same by the last evaluation of a run, which makes GradCAM maps of all test images as well. */
  readonly lastEvaluationShare: number;
  readonly lastLoss: number;
  /** Looks: how many, the median of what one took, and their share of the time of the loop. */
  readonly looks: { readonly count: number; readonly medianMs: number; readonly share: number };
}

export interface WholeRunReport {
  readonly startMs: number;
  readonly threads: number;
  readonly batch: number;
  readonly runs: WholeRunTimes[];
}

function sampleImages(name: string, sizePx: number): EngineImage[] {
  const shared = typeof SharedArrayBuffer !== 'undefined';
  return [...generateSample(name, 0, sizePx)].map(({ path, role, label, image, mask }) => {
    const bytes = image.data.length;
    const pixels = new Uint8Array(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
    pixels.set(image.data);
    return { id: path, role, label, pixels, mask: mask?.data ?? null };
  });
}

interface Heard {
  readonly atMs: number;
  readonly event: EngineEvent;
}

/** How long each phase of the last evaluation took, from when its events came. */
function phasesOf(heard: readonly Heard[]): Record<string, number> {
  const last = heard.map(({ event }) => event.type).lastIndexOf('evaluation');
  const sums: Record<string, number> = {};
  for (let i = last - 1; i >= 0; i--) {
    const { event, atMs } = heard[i];
    if (event.type !== 'status') break;
    sums[event.phase] = (sums[event.phase] ?? 0) + heard[i + 1].atMs - atMs;
  }
  return sums;
}

interface StepsEvent {
  readonly steps: number;
  readonly stepMs: number;
  readonly dataWaitShare: number;
}

async function oneRun(
  engine: Comlink.Remote<EngineApi>,
  config: Config,
  everySteps: number,
  heard: Heard[],
): Promise<WholeRunTimes & { batch: number }> {
  heard.length = 0;
  const preparedAt = performance.now();
  const plan = await engine.prepare(config);
  const startedAt = performance.now();
  await engine.train(config.training.steps);
  const wallMs = performance.now() - startedAt;
  const events = heard.map(({ event }) => event);
  const evaluationMs = events.flatMap((e) => (e.type === 'evaluation' ? [e.evaluation.elapsedMs] : []));
  const evaluatedMs = evaluationMs.reduce((a, b) => a + b, 0);
  const steps = events.flatMap((e): StepsEvent[] => {
    if (e.type !== 'steps') return [];
    return [{ steps: e.records.length, stepMs: e.stepMs, dataWaitShare: e.dataWaitShare }];
  });
  const busyMs = steps.reduce((sum, s) => sum + s.steps * s.stepMs, 0);
  const waitedMs = steps.reduce((sum, s) => sum + s.steps * s.stepMs * s.dataWaitShare, 0);
  const losses = events.flatMap((e) => (e.type === 'steps' ? e.records.map((r) => r.loss) : []));
  const msPerStep = (wallMs - evaluatedMs) / config.training.steps;
  // The first, before any step, compiles; the second is one of those that come at the interval.
  const [, betweenMs, lastMs] = evaluationMs;
  const lookMs = events.flatMap((e) => (e.type === 'look' && e.look.step > 0 ? [e.look.elapsedMs] : []));
  const sorted = [...lookMs].sort((a, b) => a - b);
  const intervalMs = msPerStep * everySteps;
  return {
    batch: plan.batchSize,
    prepareMs: startedAt - preparedAt,
    msPerStep,
    stepMs: busyMs / config.training.steps,
    dataWaitShare: busyMs > 0 ? waitedMs / busyMs : 0,
    evaluationMs,
    phaseMs: phasesOf(heard),
    evaluationShare: betweenMs / (betweenMs + intervalMs),
    lastEvaluationShare: lastMs / (lastMs + intervalMs),
    lastLoss: losses.at(-1) ?? NaN,
    looks: {
      count: lookMs.length,
      medianMs: sorted[Math.floor(sorted.length / 2)] ?? NaN,
      share: lookMs.reduce((a, b) => a + b, 0) / (wallMs - evaluatedMs),
    },
  };
}

export async function wholeRun(request: WholeRunRequest): Promise<WholeRunReport> {
  const worker = new Worker(new URL('../../src/worker/engine.worker.ts', import.meta.url), {
    type: 'module',
  });
  const engine = Comlink.wrap<EngineApi>(worker);
  const heard: Heard[] = [];
  const preset = PRESETS[request.preset];
  const { everySteps } = preset.evaluation;
  const config: Config = {
    ...preset,
    training: { ...preset.training, steps: request.steps },
    evaluation: { ...preset.evaluation, everySteps: Math.ceil(request.steps / 2) },
  };
  try {
    const startedAt = performance.now();
    const { threads } = await engine.initialise(
      request.backend,
      Comlink.proxy((event: EngineEvent) => void heard.push({ atMs: performance.now(), event })),
    );
    const startMs = performance.now() - startedAt;
    await engine.watchMaps({ kinds: [], ids: [], looks: true });
    await engine.setImages(sampleImages(request.sample, config.data.imageSizePx));
    const runs = [await oneRun(engine, config, everySteps, heard)];
    if (request.again) runs.push(await oneRun(engine, config, everySteps, heard));
    return { startMs, threads, batch: runs[0].batch, runs };
  } finally {
    worker.terminate();
  }
}
