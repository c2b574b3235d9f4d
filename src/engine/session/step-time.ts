/**
 * What a step of a configuration takes on the active backend: a few real ones of the configured network, with the weights of the seed and one batch
 * that is made beforehand. The batch grows from one source image while its steps are short: what would take too long is measured
 * with a part of the batch, and the time of the whole follows from it.
 */
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';
import { headStepsOf } from '../../core/schedule/fine-tuning.ts';
import { createDirectSource } from '../training/batch-source.ts';
import { Run } from '../training/run.ts';
import type { PretrainedWeights } from './baseline.ts';
import { hadRoom } from './memory-errors.ts';
import type { MemoryLimits } from './memory-plan.ts';
import { memoryPlanOf, mostKeptFloats, networkOf } from './run-plan.ts';

/** Steps that are measured; those before compile, and on WebGPU record. */
const STEPS = 3;
const GROWTH = 4;
const SMALL_RATE = 1e-4;
/** A part of the batch grows no further when the next one's step would take longer. */
const LONGEST_MS = 600;

export interface StepTimeInput {
  readonly config: Config;
  readonly images: readonly RgbImage[];
  readonly imageSizePx: number;
  readonly limits: MemoryLimits;
  readonly pretrained: PretrainedWeights | null;
  /** Milliseconds of a step that are out of the question: the first estimate beyond them is the answer. */
  readonly hopelessMs: number;
  /** Lets other messages in between. */
  readonly breathe: () => Promise<void>;
}

export interface StepTime {
  readonly stepMs: number;
  readonly share: number;
}

/** @throws Error where the backend cannot take the steps, or gives numbers that are not finite */
export async function measureStepTime(input: StepTimeInput): Promise<StepTime> {
  const { hopelessMs } = input;
  const { sourcesPerStep } = input.config.training;
  let before: StepTime | null = null;
  for (let sources = 1; ; sources = Math.min(sourcesPerStep, GROWTH * sources)) {
    const share = sources / sourcesPerStep;
    const next = Math.min(GROWTH, sourcesPerStep / sources);
    let last = false;
    const stepMs = await withRun(input, sources, async (step) => {
      await step();
      const onceMs = await step();
      const hopeless = onceMs / share > hopelessMs;
      last = share === 1 || hopeless || onceMs * next > LONGEST_MS;
      if (!last || hopeless || onceMs > LONGEST_MS) return onceMs;
      const times: number[] = [];
      while (times.length < STEPS) times.push(await step());
      return times.sort((a, b) => a - b)[STEPS >> 1];
    });
    if (stepMs === null && !before) throw new Error('out of memory, even with one source image at a time');
    // Without room for more, the run will go in parts too.
    if (stepMs === null) return before as StepTime;
    before = { stepMs: stepMs / share, share };
    if (last) return before;
  }
}

/** `work` with a run whose steps have so many source images; it is gone afterwards. Null where the device had no room for it. */
async function withRun(
  { config: whole, images, imageSizePx, limits, pretrained, breathe }: StepTimeInput,
  sources: number,
  work: (step: () => Promise<number>) => Promise<number>,
): Promise<number | null> {
  // Times do not depend on the rate; steps of a batch of few images, over and over, must not diverge by it.
  const learningRate = Math.min(whole.training.learningRate, SMALL_RATE);
  const config = { ...whole, training: { ...whole.training, sourcesPerStep: sources, learningRate } };
  const head = headStepsOf(config);
  const { steps } = config.training;
  const at = head < steps ? head : 0;
  const batch = createDirectSource(images, config).make(at);
  const source = { next: () => Promise.resolve(batch), make: () => batch, dispose: () => undefined };
  // Also chooses the kernels.
  const memory = await memoryPlanOf(config, imageSizePx, limits);
  let run: Run | null = null;
  let stepMs = 0;
  try {
    const room = await hadRoom(async () => {
      const made = (run = new Run(config, networkOf(config, imageSizePx), source, memory, pretrained));
      made.model.mostKeptFloats = mostKeptFloats(made.model.network, limits);
      made.initialise();
      stepMs = await work(async () => {
        await breathe();
        made.step = at;
        const startedMs = performance.now();
        await made.advance();
        const [{ outcome }] = await made.pending.read();
        if (!Number.isFinite(outcome.loss))
          throw new Error('its first steps give numbers that are not finite');
        return performance.now() - startedMs;
      });
    });
    return room ? stepMs : null;
  } finally {
    (run as Run | null)?.dispose();
  }
}
