/** One run on this machine from its job to the server's word that it is kept: plan, images, the run itself, handing in. */
import { readFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UnrecoverableError } from 'bullmq';
import type { DataSource } from '../experiment/options.ts';
import type { ExperimentResult } from '../experiment/result.ts';
import { packRun } from './archive.ts';
import { benchKey, type Runner, type RunStep } from './browser-runner.ts';
import { ServerAway, type GridClient } from './client.ts';
import type { DataCache } from './data-cache.ts';
import { jobId, type RunJob } from './jobs.ts';
import { PLAN_BYTES, readPlan, type ReadPlan, type RunOfPlan } from './plan.ts';
import { plain } from './words.ts';

/** Between two tries to hand a finished run in. */
const AGAIN_MS = 2000;
/** What a worker finished long ago and could never hand in is of a grid that is no more. */
const OLD_MS = 7 * 24 * 3600 * 1000;

export interface Slot {
  readonly runner: Runner;
  busy: boolean;
}

export interface DoneRun {
  readonly label: string;
  readonly auroc: number | null;
  /** Of the run itself; 0 where it was done before. */
  readonly ms: number;
}

export interface Telling {
  step(label: string, step: RunStep): void;
  /** Why nothing goes on at the moment. */
  waiting(words: string): void;
}

export interface DoerSetting {
  readonly client: GridClient;
  readonly cache: DataCache;
  /** The folder in which finished runs wait. */
  readonly spool: string;
}

export class RunDoer {
  private readonly plans = new Map<string, { readonly token: string; readonly plan: ReadPlan }>();

  constructor(private readonly setting: DoerSetting) {}

  /** A free place: rather one whose page holds images of this grid already, else one that holds nothing. */
  static choose(slots: readonly Slot[], grid: string): Slot {
    const free = slots.filter(({ busy }) => !busy);
    const held = free.find(({ runner }) =>
      runner.holds?.startsWith(benchKey(grid, { data: '', sample: null })),
    );
    const slot = held ?? free.find(({ runner }) => runner.holds === null) ?? free[0];
    if (!slot) throw new Error('There are more runs than places.');
    return slot;
  }

  /** Takes away what was finished long ago. */
  async tidy(): Promise<void> {
    const { spool } = this.setting;
    for (const name of await readdir(spool).catch(() => [] as string[])) {
      const { mtimeMs } = await stat(join(spool, name));
      if (Date.now() - mtimeMs > OLD_MS) await rm(join(spool, name), { recursive: true, force: true });
    }
  }

  /**
   * Null where the server has the run already.
   * @throws ServerAway before the run has begun, ServerRefused, DataTooLarge, UnrecoverableError, what the run throws
   */
  async do(job: RunJob, runner: Runner, tell: Telling, signal: AbortSignal): Promise<DoneRun | null> {
    const { client, spool } = this.setting;
    const { grid, hash } = job;
    const plan = await this.plan(grid, signal);
    const run = plan.runs.get(hash);
    if (!run) throw new UnrecoverableError('It is no run of the grid as its server has it.');
    tell.step(run.label, { phase: 'looking', step: 0, steps: run.config.training.steps, auroc: null });
    const state = await client.stateOf(grid, hash, signal);
    if (state === 'done') return null;
    if (state === 'cancelled') throw new UnrecoverableError('It was cancelled.');
    const out = join(spool, jobId(job));
    const startedAt = performance.now();
    if (finished(out, hash) === null) await this.run(grid, plan, run, runner, out, tell, signal);
    const ms = performance.now() - startedAt;
    const result = finished(out, hash);
    if (result === null) throw new Error('The run ended without a result.');
    try {
      await this.handIn(job, run, plan, out, tell, signal);
    } catch (error) {
      // Aborted: it waits here. Refused: made again, it may be better.
      if (!signal.aborted) await rm(out, { recursive: true, force: true });
      throw error;
    }
    await rm(out, { recursive: true, force: true });
    return { label: run.label, auroc: result.imageAuroc, ms };
  }

  private async plan(grid: string, signal: AbortSignal): Promise<ReadPlan> {
    const token = await this.setting.client.tokenOf(grid);
    const known = this.plans.get(grid);
    if (known?.token === token) return known.plan;
    const value = await this.setting.client.plan(grid, PLAN_BYTES, signal);
    let plan: ReadPlan;
    try {
      plan = readPlan(value);
    } catch (error) {
      throw new UnrecoverableError(plain((error as Error).message, 400));
    }
    this.plans.set(grid, { token, plan });
    return plan;
  }

  private async run(
    grid: string,
    plan: ReadPlan,
    run: RunOfPlan,
    runner: Runner,
    out: string,
    tell: Telling,
    signal: AbortSignal,
  ): Promise<void> {
    await rm(out, { recursive: true, force: true });
    const perform = async (source: DataSource): Promise<void> => {
      try {
        const onStep = (step: RunStep): void => tell.step(run.label, step);
        await runner.run({ grid, plan, run, source, out, onStep }, signal);
      } catch (error) {
        await rm(out, { recursive: true, force: true });
        throw error;
      }
    };
    const { dataset } = plan;
    if (dataset.sample !== null) return perform({ data: null, sample: dataset.sample });
    tell.step(run.label, { phase: 'images', step: 0, steps: run.config.training.steps, auroc: null });
    const { client, cache } = this.setting;
    const fetchFrom = (sha256: string, start: number) => client.file(grid, sha256, start, signal);
    await cache.use(dataset, fetchFrom, (data) => perform({ data, sample: null }));
  }

  /** Until the server has it, however long that is away. */
  private async handIn(
    { grid, hash }: RunJob,
    run: RunOfPlan,
    { maps }: ReadPlan,
    out: string,
    tell: Telling,
    signal: AbortSignal,
  ): Promise<void> {
    const { steps } = run.config.training;
    const archive = packRun(out, maps);
    for (;;) {
      tell.step(run.label, { phase: 'handing in', step: steps, steps, auroc: null });
      try {
        return await this.setting.client.handIn(grid, hash, archive, signal);
      } catch (error) {
        if (!(error instanceof ServerAway)) throw error;
        tell.waiting(`${error.message} A finished run waits here until the server takes it.`);
        await pause(AGAIN_MS, undefined, { signal });
      }
    }
  }
}

/** The result of a run that is complete in `out`. */
function finished(out: string, hash: string): ExperimentResult | null {
  try {
    const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as ExperimentResult;
    return result.hash === hash ? result : null;
  } catch {
    return null;
  }
}
