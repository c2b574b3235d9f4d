/**
 * One trial of the choice among tasks: a small network is trained shortly, its density fitted on the images that it trained on, and held-out normal
 * images, probes made from them and the test images are scored.
 */
import { taskViews, type Task } from '../../core/augment/tasks.ts';
import { PROBES } from '../../core/choice/families.ts';
import { trialConfig } from '../../core/choice/trial-config.ts';
import type { TaskTrial } from '../../core/choice/trial.ts';
import type { Config } from '../../core/config/schema.ts';
import type { EngineImage } from '../../worker/protocol.ts';
import { fitOnTraining, scoreOfImage } from '../inference/density-fit.ts';
import type { Embedding } from '../inference/embedder.ts';
import { chooseTraining, groupsOf, nameImage, type NamedImage } from '../inference/embedding-input.ts';
import { readLosses } from '../session/losses.ts';
import type { MemoryLimits } from '../session/memory-plan.ts';
import { memoryPlanOf, networkOf } from '../session/run-plan.ts';
import type { Turn } from '../session/turns.ts';
import { createDirectSource } from '../training/batch-source.ts';
import { Run } from '../training/run.ts';

/** Images are embedded so many at a time, so that a run that trains meanwhile does not wait long. */
const PER_TURN = 4;
/** Of a trial's time, training: what progress is counted by. */
const TRAINING_SHARE = 0.7;

export interface TrialInput {
  readonly config: Config;
  readonly steps: number;
  readonly train: readonly EngineImage[];
  readonly heldOut: readonly EngineImage[];
  /** Made once for all tasks: `[PROBES][heldOut * repeats]`. */
  readonly probes: readonly (readonly NamedImage[])[];
  readonly test: readonly EngineImage[];
  readonly imageSizePx: number;
  readonly limits: MemoryLimits;
  readonly turn: Turn;
}

/** With the weights of the seed. Its batches are made here: workers that make batches ahead belong to the run. */
export async function createTrialRun(
  task: Task,
  {
    config: base,
    steps,
    imageSizePx,
    limits,
  }: Pick<TrialInput, 'config' | 'steps' | 'imageSizePx' | 'limits'>,
  train: readonly EngineImage[],
) {
  const config = trialConfig(base, task, steps);
  const network = networkOf(config, imageSizePx);
  const pixels = train.map(({ pixels: data }) => ({ width: imageSizePx, height: imageSizePx, data }));
  const memory = await memoryPlanOf(config, imageSizePx, limits);
  const run = new Run(config, network, createDirectSource(pixels, config), memory);
  run.initialise();
  return { run, config, network };
}

export async function tryTask(task: Task, input: TrialInput, done: (share: number) => Promise<void>) {
  const startedMs = performance.now();
  const { train, heldOut, probes, test, imageSizePx, turn } = input;
  const { run, config, network } = await turn(() => createTrialRun(task, input, train));
  try {
    const proxyAccuracy = await trainShortly(run, turn, (share) => done(TRAINING_SHARE * share));
    const named = (image: EngineImage) => nameImage(image, imageSizePx, config.data.region);
    const fitOn = chooseTraining(train, config);
    const all = [...fitOn.map(named), ...heldOut.map(named), ...probes.flat(), ...test.map(named)];
    const embeddings: Embedding[] = [];
    let share = TRAINING_SHARE;
    const embeddingInput = { config, train, imageSizePx, job: { progress: () => done(share) } };
    for (let at = 0; at < all.length; at += PER_TURN) {
      share = TRAINING_SHARE + ((1 - TRAINING_SHARE) * at) / all.length;
      await done(share);
      const some = all.slice(at, at + PER_TURN);
      embeddings.push(...(await turn(() => run.embedder.embed(some, embeddingInput, () => 0))));
    }
    const d = network.features;
    const fitted = await turn(async () =>
      fitOnTraining(embeddings.slice(0, fitOn.length), d, config, { groups: groupsOf(fitOn) }),
    );
    let at = fitOn.length;
    const scores = (count: number) =>
      Float64Array.from(embeddings.slice(at, (at += count)), ({ features }) =>
        scoreOfImage(fitted, features, features.length / d),
      );
    const trial: TaskTrial = {
      task,
      heldOut: scores(heldOut.length),
      probes: PROBES.map((probe, i) => ({ probe, scores: scores(probes[i].length) })),
      proxyAccuracy,
      chance: 1 / taskViews(task).length,
      test: scores(test.length),
      elapsedMs: performance.now() - startedMs,
    };
    await done(1);
    return trial;
  } finally {
    await turn(async () => run.dispose());
  }
}

/** @returns the mean proxy accuracy over the last tenth of the steps */
async function trainShortly(run: Run, turn: Turn, done: (share: number) => Promise<void>): Promise<number> {
  const { steps } = run.config.training;
  const tail = Math.ceil(steps / 10);
  let sum = 0;
  while (run.step < steps) {
    const read = await turn(async () => {
      await run.advance();
      return run.pending.due(performance.now()) || run.step === steps ? readLosses(run) : [];
    });
    for (const { step, outcome } of read) if (step.step > steps - tail) sum += outcome.accuracy;
    await done(run.step / steps);
  }
  return sum / tail;
}
