/**
 * The choice among tasks of a session: it takes turns with a run, a step at a time, and needs none. Another call, other images or another backend end
 * the one before.
 */
import { createJob } from '../inference/job.ts';
import type { ImageStore } from '../session/image-store.ts';
import type { MemoryLimits } from '../session/memory-plan.ts';
import { withTiles } from '../kernels/webgpu/gemm/tiles-in-force.ts';
import type { Turns } from '../session/turns.ts';
import { requireTraining } from '../session/failures.ts';
import type { Config } from '../../core/config/schema.ts';
import type { ChoiceOrder, Trials } from '../../core/choice/trial.ts';
import type { EngineEvent } from '../../worker/protocol.ts';
import { trialCost } from './trial-cost.ts';
import { tryTasks, type TryTasksInput } from './try-tasks.ts';

export class Choice {
  private call = 0;
  private working = 0;

  constructor(
    private readonly images: ImageStore,
    private readonly turns: Turns,
    private readonly limits: () => MemoryLimits,
    private readonly send: (event: EngineEvent) => void,
  ) {}

  cancel(): void {
    this.call++;
  }

  /** Something of it is under way on the device. */
  get busy(): boolean {
    return this.working > 0;
  }

  /** Milliseconds that the trials would take on this device, from a few steps and images. */
  cost(config: Config, order: ChoiceOrder): Promise<number> {
    return this.work(async () => trialCost(await this.input(config, order, ++this.call)));
  }

  run(config: Config, order: ChoiceOrder): Promise<Trials> {
    return this.work(async () => tryTasks(await this.input(config, order, ++this.call)));
  }

  private async work<T>(what: () => Promise<T>): Promise<T> {
    this.working++;
    try {
      return await what();
    } finally {
      this.working--;
    }
  }

  private async input(config: Config, { tasks, steps }: ChoiceOrder, call: number): Promise<TryTasksInput> {
    const { images } = this;
    const report = (_: unknown, fraction: number | null) =>
      this.send({ type: 'choice-status', fraction: fraction ?? 0 });
    return this.turns.take(async () => {
      requireTraining(images.training());
      return {
        ...{ config, tasks, steps, imageSizePx: images.sizePx, limits: this.limits() },
        ...{ train: images.training(), calibration: images.calibration(), test: images.test() },
        turn: (work) => this.turns.take(() => withTiles(config.kernels.tiles, work)),
        job: createJob(report, () => this.call !== call),
      };
    });
  }
}
