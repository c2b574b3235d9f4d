/** What the trials would take, before they are begun: a few steps of the largest batch and a few images through the network, measured on this device. */
import { taskViews } from '../../core/augment/tasks.ts';
import { PROBES } from '../../core/choice/families.ts';
import { chooseTraining, nameImage } from '../inference/embedding-input.ts';
import { SILENT_JOB } from '../inference/job.ts';
import { warmUp } from '../session/warm-up.ts';
import { createTrialRun } from './try-task.ts';
import { PROBES_OF_FAMILY, requireSplit, type TryTasksInput } from './try-tasks.ts';

const IMAGES = 4;

/** Milliseconds. @throws as `tryTasks` */
export async function trialCost(input: TryTasksInput): Promise<number> {
  const { tasks, steps, test, imageSizePx, turn, job } = input;
  const { train, heldOut } = requireSplit(input);
  const views = (task: (typeof tasks)[number]) => taskViews(task).length;
  const most = tasks.reduce((top, task) => (views(task) > views(top) ? task : top));
  const { run, config } = await turn(() => createTrialRun(most, input, train));
  try {
    const warm = await turn(() => warmUp(run, imageSizePx, (share) => job.progress('embedding', share)));
    const some = train.slice(0, 1 + IMAGES).map((image) => nameImage(image, imageSizePx, config.data.region));
    const quiet = { config, train, imageSizePx, job: SILENT_JOB };
    const timeOf = async (images: typeof some) => {
      const startedMs = performance.now();
      await turn(() => run.embedder.embed(images, quiet, () => 0));
      return performance.now() - startedMs;
    };
    // With the first image comes what is made once for all of them.
    const firstMs = await timeOf(some.slice(0, 1));
    const imageMs = (await timeOf(some.slice(1))) / (some.length - 1);
    const probes = PROBES.length * Math.max(heldOut.length, PROBES_OF_FAMILY);
    const images = chooseTraining(train, config).length + heldOut.length + probes + test.length;
    const stepMs = (warm?.stepMs ?? 0) / views(most);
    return tasks.reduce((sum, task) => sum + firstMs + steps * stepMs * views(task) + images * imageMs, 0);
  } finally {
    await turn(async () => run.dispose());
  }
}
