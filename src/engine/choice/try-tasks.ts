/**
 * "Which augmentation for my images?": several tasks, each trained shortly from the same seed, asked about the same probes on the same held-out normal
 * images. What ranks them is in core/choice.
 */
import { makeProbe } from '../../core/augment/probe.ts';
import type { Task } from '../../core/augment/tasks.ts';
import { PROBES } from '../../core/choice/families.ts';
import { rankTasks } from '../../core/choice/ranking.ts';
import { splitForChoice } from '../../core/choice/split.ts';
import type { TaskTrial, Trials } from '../../core/choice/trial.ts';
import type { Config } from '../../core/config/schema.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { createRandom } from '../../core/random/random.ts';
import { limitImage, regionAt } from '../../core/region/region.ts';
import type { EngineImage } from '../../worker/protocol.ts';
import type { NamedImage } from '../inference/embedding-input.ts';
import type { Job } from '../inference/job.ts';
import { tryTask, type TrialInput } from './try-task.ts';

/** About so many probes of each family, at least one of each image. */
export const PROBES_OF_FAMILY = 24;

export interface TryTasksInput extends Omit<TrialInput, 'heldOut' | 'probes'> {
  readonly tasks: readonly Task[];
  readonly calibration: readonly EngineImage[];
  readonly job: Job;
}

function probeImages(heldOut: readonly EngineImage[], config: Config, imageSizePx: number): NamedImage[][] {
  const repeats = Math.max(1, Math.round(PROBES_OF_FAMILY / heldOut.length));
  const region = regionAt(config.data.region, imageSizePx);
  const images = heldOut.map(({ pixels: data }) => ({ width: imageSizePx, height: imageSizePx, data }));
  return PROBES.map((probe) =>
    images.flatMap((_, i) =>
      Array.from({ length: repeats }, (_unused, r) => {
        const random = createRandom(config.seed, 'probe', probe, i, r);
        const image = makeProbe(images, i, probe, config.augment, random, region);
        return { id: `probe/${probe}/${r}/${heldOut[i].id}`, image: limitImage(image, region) };
      }),
    ),
  );
}

/** @throws PlaygroundError `too-few-for-choice` */
export function requireSplit({ train, calibration, config }: TryTasksInput) {
  const withPath = (images: readonly EngineImage[]) =>
    images.map((image) => ({ ...image, path: image.path ?? image.id }));
  const split = splitForChoice(withPath([...train, ...calibration]), config.seed);
  if (split) return split;
  throw new PlaygroundError(
    'too-few-for-choice',
    `${train.length + calibration.length} normal images are too few to keep some for the comparison of tasks. Add normal images, or choose a task yourself.`,
    { images: train.length + calibration.length },
  );
}

/** @throws PlaygroundError `too-few-for-choice`; `cancelled`; `training-diverged` */
export async function tryTasks(input: TryTasksInput): Promise<Trials> {
  const { tasks, config, steps, test, imageSizePx, turn, job } = input;
  const { train, heldOut } = requireSplit(input);
  await job.progress('embedding', 0);
  const probes = await turn(async () => probeImages(heldOut, config, imageSizePx));
  const trials: TaskTrial[] = [];
  for (const [i, task] of tasks.entries()) {
    const done = (share: number) => job.progress('embedding', (i + share) / tasks.length);
    trials.push(await tryTask(task, { ...input, train, heldOut, probes }, done));
  }
  return {
    testIds: test.map(({ id }) => id),
    heldOutIds: heldOut.map(({ id }) => id),
    steps,
    seed: config.seed,
    trials,
    ranking: rankTasks(trials, config.seed),
  };
}
