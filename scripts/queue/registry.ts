/**
 * What servers, workers and the status command tell each other in Redis, beside BullMQ's queue: small records that vanish by themselves
 * when their process is gone, commands to a grid, and the runs that are no longer wanted. What is read is checked: it is others' text.
 */
import type { Redis } from 'ioredis';
import * as v from 'valibot';
import { UsageError } from '../experiment/options.ts';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const id = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const serverSchema = v.object({
  id,
  name: text(300),
  machine: text(300),
  /** Where data, plans and results are. */
  url: v.pipe(text(500), v.url()),
  token: text(100),
  build: text(40),
  version: text(40),
  total: count,
  done: count,
  failed: count,
  cancelled: count,
  paused: v.boolean(),
  priority: count,
  /** Of a run, over those of this start; null before the first. */
  meanMs: v.nullable(v.number()),
  /** What a person should know, for example that its disk is full. */
  note: v.nullable(text(500)),
  /** Every run is done, failed or cancelled. */
  ended: v.boolean(),
});
export type ServerRecord = v.InferOutput<typeof serverSchema>;

const runningSchema = v.object({
  grid: id,
  hash,
  label: text(500),
  phase: text(200),
  step: count,
  steps: count,
  auroc: v.nullable(v.number()),
  sinceMs: v.number(),
});
export type RunningRun = v.InferOutput<typeof runningSchema>;

const workerSchema = v.object({
  id,
  machine: text(300),
  pid: count,
  build: text(40),
  version: text(40),
  parallel: count,
  done: count,
  failed: count,
  note: v.nullable(text(500)),
  running: v.pipe(v.array(runningSchema), v.maxLength(256)),
});
export type WorkerRecord = v.InferOutput<typeof workerSchema>;

const commandSchema = v.object({
  do: v.picklist(['cancel', 'pause', 'resume', 'retry', 'priority']),
  /** One run; null for the whole grid. */
  run: v.nullable(hash),
  value: v.optional(v.pipe(count, v.minValue(1), v.maxValue(1000))),
});
export type Command = v.InferOutput<typeof commandSchema>;

/** A record is gone this long after its process. */
const ALIVE_S = 15;
/** What is known of a grid stays for a while, so that the status shows it. */
const KEPT_S = 7 * 24 * 3600;

export const QUEUE_NAME = /^[A-Za-z0-9_.-]{1,40}$/;
/** Before BullMQ's own keys. */
export const PREFIX = 'cutpaste';

/** A queue for each build: a worker cannot even see runs for another one. */
export const queueFor = (name: string, build: string): string => `${name}-${build}`;

/** @throws UsageError */
export function checkQueueName(name: string): string {
  if (QUEUE_NAME.test(name)) return name;
  throw new UsageError(`--queue must be of letters, digits, "_", "." and "-", at most 40, not "${name}".`);
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, value: string | null): T[] {
  if (value === null || value.length > 200_000) return [];
  try {
    return [v.parse(schema, JSON.parse(value))];
  } catch {
    return [];
  }
}

export class Registry {
  constructor(
    private readonly redis: Redis,
    private readonly name: string,
  ) {}

  private key(...parts: readonly string[]): string {
    return [PREFIX, this.name, ...parts].join(':');
  }

  async saveServer(record: ServerRecord, alive: boolean): Promise<void> {
    const many = this.redis
      .multi()
      .sadd(this.key('servers'), record.id)
      .set(this.key('server', record.id), JSON.stringify(record), 'EX', KEPT_S);
    const mark = this.key('alive', record.id);
    await (alive ? many.set(mark, '1', 'EX', ALIVE_S) : many.del(mark)).exec();
  }

  /** Grids by name; `alive`: its server answers. */
  async servers(): Promise<readonly (ServerRecord & { readonly alive: boolean })[]> {
    const found = await this.members('servers', 'server', serverSchema);
    const alive = await Promise.all(found.map((one) => this.redis.exists(this.key('alive', one.id))));
    return found
      .map((one, i) => ({ ...one, alive: alive[i] === 1 }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  }

  async server(grid: string): Promise<ServerRecord | null> {
    return parsed(serverSchema, await this.redis.get(this.key('server', grid)))[0] ?? null;
  }

  async saveWorker(record: WorkerRecord): Promise<void> {
    await this.redis
      .multi()
      .sadd(this.key('workers'), record.id)
      .set(this.key('worker', record.id), JSON.stringify(record), 'EX', ALIVE_S)
      .exec();
  }

  async removeWorker(worker: string): Promise<void> {
    await this.redis.multi().del(this.key('worker', worker)).srem(this.key('workers'), worker).exec();
  }

  /** Those whose process lives, by machine. */
  async workers(): Promise<readonly WorkerRecord[]> {
    const found = await this.members('workers', 'worker', workerSchema);
    return [...found].sort((a, b) =>
      a.machine < b.machine ? -1 : a.machine > b.machine ? 1 : a.pid - b.pid,
    );
  }

  private async members<T>(set: string, kind: string, schema: v.GenericSchema<unknown, T>): Promise<T[]> {
    const ids = await this.redis.smembers(this.key(set));
    if (ids.length === 0) return [];
    const values = await this.redis.mget(ids.map((one) => this.key(kind, one)));
    const gone = ids.filter((_, i) => values[i] === null);
    if (gone.length > 0) await this.redis.srem(this.key(set), ...gone);
    return values.flatMap((value) => parsed(schema, value));
  }

  async sendCommand(grid: string, command: Command): Promise<void> {
    const key = this.key('control', grid);
    await this.redis.multi().rpush(key, JSON.stringify(command)).expire(key, KEPT_S).exec();
  }

  /** The next command to a grid; what is not one is dropped. */
  async takeCommand(grid: string): Promise<Command | null> {
    for (;;) {
      const taken = await this.redis.lpop(this.key('control', grid));
      if (taken === null) return null;
      const [command] = parsed(commandSchema, taken);
      if (command) return command;
    }
  }

  async cancel(grid: string, hashes: readonly string[]): Promise<void> {
    if (hashes.length === 0) return;
    const key = this.key('cancelled', grid);
    await this.redis
      .multi()
      .sadd(key, ...hashes)
      .expire(key, KEPT_S)
      .exec();
  }

  async clearCancelled(grid: string): Promise<void> {
    await this.redis.del(this.key('cancelled', grid));
  }

  async isCancelled(grid: string, run: string): Promise<boolean> {
    return (await this.redis.sismember(this.key('cancelled', grid), run)) === 1;
  }
}
