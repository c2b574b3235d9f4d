/**
 * `npm run grid:work`: takes runs from the queue, one for each place of `--parallel`, and hands the results in. What it cannot do now goes back
 * to the queue for others; what it has finished waits on its disk until the server has it.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DelayedError, Queue, UnrecoverableError, WaitingError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import * as v from 'valibot';
import type { BuildIdentity } from './build-identity.ts';
import type { Runner } from './browser-runner.ts';
import { GridClient, ServerAway, ServerRefused } from './client.ts';
import { DataCache, DataTooLarge } from './data-cache.ts';
import { DEATHS, jobId, jobSchema, LOCK_MS } from './jobs.ts';
import { PREFIX, queueFor, Registry, type RunningRun, type WorkerRecord } from './registry.ts';
import { RunDoer, type Slot } from './run-doer.ts';
import { isDiskFull, plain } from './words.ts';

const BEAT_MS = 2000;
/** A run that cannot be done here now is offered again after this time. */
const LATER_MS = 5000;

export interface WorkSetting {
  readonly redis: Redis;
  readonly name: string;
  readonly build: BuildIdentity;
  readonly parallel: number;
  /** Absolute; of this process alone. */
  readonly cache: string;
  readonly cacheBytes: number;
  readonly dataRoot: string | null;
  /** Ends when no grid has a run left. */
  readonly untilDone: boolean;
  readonly makeRunner: () => Runner;
  readonly say: (line: string) => void;
  /** How long a lock holds without renewal; shorter in tests. */
  readonly lockMs?: number;
}

type Shown = Omit<RunningRun, 'sinceMs'> & { readonly startedAt: number; readonly stop: AbortController };

const LEAVING = 'leaving';
/** Where a job is that is not done. */
const LEFT = ['wait', 'prioritized', 'delayed', 'active'] as const;

export class GridWorker {
  /** Resolves with the exit code when the worker has ended, by itself or by `leave`. */
  readonly ended: Promise<number>;
  private resolveEnded: (code: number) => void = () => undefined;
  private readonly id = randomUUID();
  private readonly machine = plain(hostname(), 80);
  private readonly registry: Registry;
  private readonly doer: RunDoer;
  private readonly slots: readonly Slot[];
  private readonly queue: Queue;
  private readonly worker: Worker;
  /** By `jobId`. */
  private readonly running = new Map<string, Shown>();
  private done = 0;
  private failed = 0;
  private note: string | null = null;
  private foreign = '';
  private served = false;
  private timer: NodeJS.Timeout | null = null;
  private ending: Promise<void> | null = null;

  constructor(private readonly setting: WorkSetting) {
    const { redis, name, build, parallel, cache, say, lockMs = LOCK_MS } = setting;
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
    this.registry = new Registry(redis, name);
    this.doer = new RunDoer({
      client: new GridClient(this.registry, build.id, this.machine),
      cache: new DataCache({ folder: cache, mostBytes: setting.cacheBytes, dataRoot: setting.dataRoot, say }),
      spool: join(cache, 'runs'),
    });
    this.slots = Array.from({ length: parallel }, () => ({ runner: setting.makeRunner(), busy: false }));
    this.queue = new Queue(queueFor(name, build.id), { connection: redis, prefix: PREFIX });
    // Told by the connection itself.
    this.queue.on('error', () => undefined);
    this.worker = new Worker(queueFor(name, build.id), (job, token) => this.take(job, token), {
      connection: redis,
      prefix: PREFIX,
      concurrency: parallel,
      lockDuration: lockMs,
      stalledInterval: Math.max(500, lockMs / 2),
      maxStalledCount: DEATHS,
      name: this.machine,
    });
    // The connection tells of itself; a run whose lock was lost meanwhile is another's, and is there once all the same.
    this.worker.on('error', () => undefined);
    void this.doer.tidy();
    void this.beats();
  }

  /** Gives back what is in hand, and ends. */
  leave(): Promise<void> {
    return this.end(0);
  }

  /** BullMQ's processor: settles the job by returning or throwing. */
  private async take(job: Job, token: string | undefined): Promise<unknown> {
    const found = v.safeParse(jobSchema, job.data);
    if (!found.success) throw new UnrecoverableError('The job is not that of a run.');
    const { grid, hash } = found.output;
    const key = jobId(found.output);
    if (this.running.has(key)) {
      // Its lock was lost while Redis was away, and it came back to us.
      await job.moveToDelayed(Date.now() + LATER_MS, token);
      throw new DelayedError();
    }
    const slot = RunDoer.choose(this.slots, grid);
    slot.busy = true;
    this.served = true;
    const stop = new AbortController();
    const startedAt = performance.now();
    const begun = { grid, hash, phase: 'looking', step: 0, steps: 0, auroc: null };
    this.running.set(key, { ...begun, label: plain(job.name), startedAt, stop });
    try {
      const tell = {
        step: (label: string, step: Pick<RunningRun, 'phase' | 'step' | 'steps' | 'auroc'>) =>
          void this.running.set(key, { grid, hash, label, ...step, startedAt, stop }),
        waiting: (words: string) => this.tell(words),
      };
      const result = await this.doer.do({ grid, hash }, slot.runner, tell, stop.signal);
      this.tell(null);
      if (!result) return { there: true };
      this.done += 1;
      const { label, auroc, ms } = result;
      this.setting.say(`${label}: image AUROC ${auroc?.toFixed(3) ?? '-'}, ${(ms / 1000).toFixed(1)} s`);
      return { auroc, machine: this.machine };
    } catch (error) {
      return await this.settle(error, job, token, stop.signal);
    } finally {
      slot.busy = false;
      this.running.delete(key);
    }
  }

  /** What becomes of a run that did not come to its end here. */
  private async settle(
    error: unknown,
    job: Job,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<never> {
    const { say, cache } = this.setting;
    if (signal.aborted && signal.reason !== LEAVING) throw new UnrecoverableError('It was cancelled.');
    if (signal.aborted || isDiskFull(error)) {
      await job.moveToWait(token);
      if (isDiskFull(error)) {
        say(
          `The disk of this machine is full (${cache}). Make room and start the worker again; its runs go to others.`,
        );
        void this.end(1);
      }
      throw new WaitingError();
    }
    if (error instanceof ServerAway || error instanceof DataTooLarge) {
      this.tell(error.message);
      await job.moveToDelayed(Date.now() + LATER_MS, token);
      throw new DelayedError();
    }
    this.failed += 1;
    const words = plain((error as Error).message || String(error), 500);
    const reason = error instanceof ServerRefused ? `The server refused its result: ${words}` : words;
    say(`${plain(job.name)}: failed on this machine: ${reason}`);
    if (error instanceof UnrecoverableError) throw error;
    throw new Error(reason);
  }

  /** Said once, and shown by the status until it is over. */
  private tell(words: string | null): void {
    if (words && words !== this.note) this.setting.say(words);
    this.note = words;
  }

  private record(): WorkerRecord {
    const { build, parallel } = this.setting;
    return {
      id: this.id,
      machine: this.machine,
      pid: process.pid,
      build: build.id,
      version: build.version,
      parallel,
      done: this.done,
      failed: this.failed,
      note: this.note,
      running: [...this.running.values()].map(({ startedAt, stop: _, ...run }) => ({
        ...run,
        sinceMs: performance.now() - startedAt,
      })),
    };
  }

  private async beat(): Promise<void> {
    const { registry, setting } = this;
    await registry.saveWorker(this.record());
    for (const { grid, hash, stop } of this.running.values())
      if (await registry.isCancelled(grid, hash)) stop.abort('cancelled');
    const alive = (await registry.servers()).filter((one) => one.alive);
    const { version, id } = setting.build;
    const foreign = alive.filter((one) => one.build !== id && !one.ended);
    const words = foreign.map((one) => `${one.name} (version ${one.version}, build ${one.build})`).join(', ');
    if (words && words !== this.foreign)
      setting.say(`Not taken, because this worker is version ${version}, build ${id}: ${words}.`);
    this.foreign = words;
    const own = alive.filter((one) => one.build === id);
    this.served ||= own.length > 0;
    const idle = this.running.size === 0 && own.every(({ ended }) => ended);
    if (!setting.untilDone || !this.served || !idle) return;
    // A server that is away for a while has runs left all the same.
    if ((await this.queue.getJobCountByTypes(...LEFT)) === 0) void this.end(0);
  }

  private async beats(): Promise<void> {
    try {
      if (this.setting.redis.status === 'ready') await this.beat();
    } catch (error) {
      this.setting.say(`Telling of this worker failed: ${plain((error as Error).message)}`);
    }
    if (!this.ending) this.timer = setTimeout(() => void this.beats(), BEAT_MS);
  }

  /** Gives the jobs back; where Redis is away, their locks run out by themselves and others take them. */
  private async letGo(): Promise<void> {
    const { redis, say } = this.setting;
    const away = new Promise<void>((resolve) => redis.once('close', resolve));
    if (redis.status === 'ready') await Promise.race([this.worker.close(), away]);
    if (redis.status === 'ready') return;
    say('Redis is away: what was in hand here goes to others when its lock has run out.');
    redis.disconnect();
    // It has nobody left to tell, and would wait for Redis for ever.
    void this.worker.close(true);
  }

  private end(code: number): Promise<void> {
    return (this.ending ??= (async () => {
      if (this.timer) clearTimeout(this.timer);
      const closing = this.letGo();
      for (const { stop } of this.running.values()) stop.abort(LEAVING);
      await closing;
      await Promise.all(this.slots.map(({ runner }) => runner.close()));
      if (this.setting.redis.status === 'ready') await this.registry.removeWorker(this.id);
      this.resolveEnded(code);
    })());
  }
}

/** @returns why a worker of this build has nothing to do here; null where it has, or may have later */
export async function versionRefusal(registry: Registry, build: BuildIdentity): Promise<string | null> {
  const waiting = (await registry.servers()).filter((one) => one.alive && !one.ended);
  if (waiting.length === 0 || waiting.some((one) => one.build === build.id)) return null;
  const theirs = waiting.map((one) => `${one.name}: version ${one.version}, build ${one.build}`).join('\n  ');
  return (
    `This worker is version ${build.version}, build ${build.id}; the grids here are served by another:\n  ${theirs}\n` +
    'Figures of two versions do not belong in one table. Bring this copy to the same state (sources and "npm run build"), then start again.'
  );
}
