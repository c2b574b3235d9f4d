/** A run that is warm, with its plan. What the device turns out to have no room for is tried again with half of it. */
import type { EngineEvent, RunPlan } from '../../worker/protocol.ts';
import type { Run } from '../training/run.ts';
import { breathe } from './breathe.ts';
import type { ImageStore } from './image-store.ts';
import { planRun } from './run-plan.ts';
import { warmUp } from './warm-up.ts';

/** `create` makes the run for a device of so many bytes at most, in place of the one before. */
export async function preparedRun(
  create: (mostBytes: number) => Promise<Run>,
  images: ImageStore,
  send: (event: EngineEvent) => void,
): Promise<{ run: Run; plan: RunPlan }> {
  for (let mostBytes = Infinity; ;) {
    const run = await create(mostBytes);
    run.initialise();
    const measured = await warmUp(run, images.sizePx, async (fraction) => {
      send({ type: 'status', phase: 'warming-up', fraction });
      await breathe();
    });
    const trainIds = images.training().map(({ id }) => id);
    if (measured)
      return { run, plan: { ...planRun(run.config, images.sizePx, run.memory, measured), trainIds } };
    mostBytes = run.memory.neededBytes / 2;
  }
}
