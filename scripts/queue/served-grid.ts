/**
 * One grid at its server: its folder says which runs are done, its jobs wait in Redis. Looked at again and again, so that whatever was lost
 * on the way (a Redis without its file, a missed message) is put right: every run is done, failed, cancelled, or has a job.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Queue } from 'bullmq';
import * as v from 'valibot';
import type { Grid } from '../../src/core/runs/grid/grid.ts';
import type { BackendChoice } from '../../src/worker/protocol.ts';
import { finishedResult, GridFolder, type PlannedRun } from '../experiment/grid-folder.ts';
import { describeData } from '../experiment/data-identity.ts';
import { UsageError, type DataSource } from '../experiment/options.ts';
import { writeAtomic } from '../experiment/write-atomic.ts';
import { acceptResult, incoming } from './accept-result.ts';
import { failureWords, jobId, jobOptions, readJobId } from './jobs.ts';
import { isSafePath, runLabel, type Dataset, type MapsWanted, type Plan } from './plan.ts';
import type { Command, Registry } from './registry.ts';
import { plain } from './words.ts';

/** Jobs added in one request. */
const CHUNK = 500;
/** Where a job may be. */
const OPEN = ['wait', 'prioritized', 'delayed', 'active', 'waiting-children'] as const;

const keptSchema = v.object({ id: v.pipe(v.string(), v.uuid()), queue: v.string() });

export interface GridOrder {
  readonly grid: Grid;
  readonly source: DataSource;
  /** Absolute; holds this grid alone. */
  readonly out: string;
  readonly backend: BackendChoice;
  readonly maps: MapsWanted;
  readonly priority: number;
}

export interface Counts {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
}

export class ServedGrid {
  readonly id: string;
  /** The queue of an earlier start with another build, whose jobs are to be taken out; null where there is none. */
  readonly earlierQueue: string | null;
  readonly failed = new Map<string, string>();
  readonly cancelled = new Set<string>();
  readonly done = new Set<string>();
  paused = false;
  priority: number;
  private readonly byHash: ReadonlyMap<string, PlannedRun>;
  /** Runs that had no job when last looked for. */
  private missing: ReadonlySet<string> = new Set();
  private changed = true;

  private constructor(
    readonly order: GridOrder,
    readonly folder: GridFolder,
    readonly dataset: Dataset,
    queue: string,
  ) {
    const kept = keptIdentity(order.out);
    this.id = kept?.id ?? randomUUID();
    this.earlierQueue = kept && kept.queue !== queue ? kept.queue : null;
    writeAtomic(join(order.out, 'queue.json'), `${JSON.stringify({ id: this.id, queue })}\n`);
    this.priority = order.priority;
    this.byHash = new Map(folder.runs.map((run) => [run.hash, run]));
    for (const run of folder.runs) if (finishedResult(run)) this.done.add(run.hash);
    rmSync(incoming(order.out), { recursive: true, force: true });
  }

  /** Reads and hashes the images. @throws UsageError when they or the folder for results cannot be used */
  static async open(order: GridOrder, queue: string): Promise<ServedGrid> {
    const { hash, files } = await describeData(order.source);
    const { data, sample } = order.source;
    let dataset: Dataset;
    if (data === null) dataset = { hash, sample: sample as Extract<Dataset, { sample: string }>['sample'] };
    else {
      const name = basename(data);
      const unsafe = [name, ...files.map(({ path }) => path)].find((path) => !isSafePath(path));
      if (unsafe !== undefined)
        throw new UsageError(`--data: "${plain(unsafe)}" is no name that every machine can have. Rename it.`);
      dataset = { hash, sample: null, name, files: [...files] };
    }
    return new ServedGrid(order, new GridFolder(order.out, order.grid, hash), dataset, queue);
  }

  get plan(): Plan {
    const { grid, backend, maps } = this.order;
    return { version: 1, grid, dataset: this.dataset, backend, maps };
  }

  /** The folder of images, with the images' name where several grids are served. */
  get name(): string {
    const { dataset, order } = this;
    return plain(`${order.grid.name} (${dataset.sample ?? dataset.name})`, 150);
  }

  /** Absolute path of a file of the images; null where there is none of this content. */
  fileOf(sha256: string): string | null {
    const { dataset, order } = this;
    if (dataset.sample !== null || order.source.data === null) return null;
    const found = dataset.files.find((file) => file.sha256 === sha256);
    return found ? join(order.source.data, ...found.path.split('/')) : null;
  }

  get counts(): Counts {
    const { done, failed, cancelled, folder } = this;
    return { total: folder.runs.length, done: done.size, failed: failed.size, cancelled: cancelled.size };
  }

  get isOver(): boolean {
    const { total, done, failed, cancelled } = this.counts;
    return done + failed + cancelled >= total;
  }

  labelOf(hash: string): string {
    const run = this.byHash.get(hash);
    if (!run) return '?';
    return runLabel(
      this.folder.expansion.cells[run.cell].set.map(({ value }) => value),
      run.seed,
    );
  }

  has(hash: string): boolean {
    return this.byHash.has(hash);
  }

  /** @returns false where the run was there already. @throws RefusedResult, file system errors */
  accept(hash: string, archive: Uint8Array): boolean {
    const run = this.byHash.get(hash) as PlannedRun;
    const { out, maps } = this.order;
    const fresh = acceptResult(out, run, archive, maps);
    this.done.add(hash);
    this.failed.delete(hash);
    this.cancelled.delete(hash);
    this.changed = true;
    return fresh;
  }

  private get open(): string[] {
    return this.folder.runs
      .map(({ hash }) => hash)
      .filter((hash) => !this.done.has(hash) && !this.failed.has(hash) && !this.cancelled.has(hash));
  }

  private own(ids: readonly string[]): string[] {
    return ids.flatMap((id) => {
      const job = readJobId(id);
      return job?.grid === this.id ? [job.hash] : [];
    });
  }

  /** At the start: jobs that failed or are done are forgotten, so that what has no result is tried again. */
  async begin(queue: Queue, registry: Registry): Promise<void> {
    await registry.clearCancelled(this.id);
    const ended = this.own(await queue.getRanges(['failed', 'completed'], 0, -1));
    await this.removeJobs(queue, ended);
    await this.add(queue, this.open);
  }

  private async add(queue: Queue, hashes: readonly string[]): Promise<void> {
    for (let from = 0; from < hashes.length; from += CHUNK) {
      const part = hashes.slice(from, from + CHUNK).map((hash) => ({ grid: this.id, hash }));
      await queue.addBulk(
        part.map((data) => ({ name: this.labelOf(data.hash), data, opts: jobOptions(data, this.priority) })),
      );
    }
  }

  /** Jobs that a worker has in hand stay. */
  private async removeJobs(queue: Queue, hashes: readonly string[]): Promise<void> {
    for (let from = 0; from < hashes.length; from += CHUNK)
      await Promise.all(
        hashes
          .slice(from, from + CHUNK)
          .map((hash) => queue.remove(jobId({ grid: this.id, hash })).catch(() => undefined)),
      );
  }

  /** Runs that failed since the last look, with their reasons. */
  async lookForFailures(
    queue: Queue,
  ): Promise<readonly { readonly hash: string; readonly reason: string }[]> {
    const found: { hash: string; reason: string }[] = [];
    for (const hash of this.own(await queue.getRanges(['failed'], 0, -1))) {
      if (this.failed.has(hash) || this.done.has(hash) || this.cancelled.has(hash)) continue;
      const job = await queue.getJob(jobId({ grid: this.id, hash }));
      if (!job) continue;
      const reason = plain(failureWords(job.failedReason ?? 'It failed without saying why.'), 500);
      this.failed.set(hash, reason);
      this.changed = true;
      found.push({ hash, reason });
    }
    return found;
  }

  /** Gives a job to runs that have had none at two looks: Redis has forgotten them. Returns how many. */
  async mend(queue: Queue): Promise<number> {
    if (this.paused) return 0;
    const known = new Set(this.own(await queue.getRanges([...OPEN, 'failed'], 0, -1)));
    const without = this.open.filter((hash) => !known.has(hash));
    const lost = without.filter((hash) => this.missing.has(hash));
    this.missing = new Set(without);
    if (lost.length === 0) return 0;
    // A job that completed without its result being here would keep its place.
    await this.removeJobs(queue, lost);
    await this.add(queue, lost);
    return lost.length;
  }

  /** Returns what to say of it. */
  async obey({ do: what, run, value }: Command, queue: Queue, registry: Registry): Promise<string> {
    const wanted = (hashes: readonly string[]) =>
      run === null ? hashes : hashes.filter((hash) => hash === run);
    switch (what) {
      case 'cancel': {
        const hashes = wanted(this.open);
        for (const hash of hashes) this.cancelled.add(hash);
        await registry.cancel(this.id, hashes);
        await this.removeJobs(queue, hashes);
        this.changed = true;
        return `${hashes.length} runs cancelled`;
      }
      case 'pause':
        this.paused = true;
        await this.removeJobs(queue, this.open);
        return 'paused; runs that have begun go on to their end';
      case 'resume':
        this.paused = false;
        await this.add(queue, this.open);
        return 'going on';
      case 'retry': {
        const hashes = wanted([...this.failed.keys(), ...this.cancelled]);
        for (const hash of hashes) {
          this.failed.delete(hash);
          this.cancelled.delete(hash);
        }
        await registry.clearCancelled(this.id);
        await registry.cancel(this.id, [...this.cancelled]);
        await this.removeJobs(queue, hashes);
        if (!this.paused) await this.add(queue, hashes);
        this.changed = true;
        return `${hashes.length} runs are tried again`;
      }
      case 'priority': {
        this.priority = value ?? this.priority;
        const waiting = wanted(this.own(await queue.getRanges(['prioritized'], 0, -1)));
        for (const hash of waiting) {
          const job = await queue.getJob(jobId({ grid: this.id, hash }));
          // A worker may have taken it meanwhile.
          await job?.changePriority({ priority: this.priority }).catch(() => undefined);
        }
        return `priority ${this.priority}`;
      }
      default:
        return what satisfies never;
    }
  }

  /** The table and the plan, where something has changed since they were written. */
  write(): void {
    if (!this.changed) return;
    const cancelled = [...this.cancelled].map((hash) => [hash, 'It was cancelled.'] as const);
    this.folder.write(new Map([...this.failed, ...cancelled]));
    this.changed = false;
  }

  /** Takes all jobs of this grid out of another queue. */
  async leave(queue: Queue): Promise<void> {
    await this.removeJobs(queue, this.own(await queue.getRanges([...OPEN, 'failed', 'completed'], 0, -1)));
  }
}

/** What an earlier start wrote. */
function keptIdentity(out: string): v.InferOutput<typeof keptSchema> | null {
  const path = join(out, 'queue.json');
  if (!existsSync(path)) return null;
  try {
    return v.parse(keptSchema, JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
