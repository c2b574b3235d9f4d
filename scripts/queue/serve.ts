/**
 * `npm run grid:serve`: puts the runs of grids on the queue, gives workers what they need, takes what they hand in, and writes the tables.
 * It may be stopped and started again: the runs stay in Redis, and what is finished is recognised.
 */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { BuildIdentity } from './build-identity.ts';
import { serveHttp, type HttpSetting } from './http.ts';
import { PREFIX, queueFor, Registry, type ServerRecord } from './registry.ts';
import { ServedGrid, type GridOrder } from './served-grid.ts';
import { duration, plain } from './words.ts';

const LOOK_MS = 1000;
/** Looking for runs that Redis forgot reads every id. */
const MEND_MS = 3000;
/** The table is written at most this often, and at the end. */
const WRITE_MS = 5000;

export interface ServeSetting {
  readonly redis: Redis;
  /** Of the queue. */
  readonly name: string;
  readonly build: BuildIdentity;
  readonly orders: readonly GridOrder[];
  readonly http: Pick<HttpSetting, 'host' | 'port' | 'tls'>;
  /** What workers are told; null: from host and port. */
  readonly publicUrl: string | null;
  readonly say: (line: string) => void;
}

export interface Serving {
  readonly grids: readonly ServedGrid[];
  readonly queue: Queue;
  readonly url: string;
  /** Resolves when every run of every grid is done, failed or cancelled. */
  readonly over: Promise<void>;
  /** Writes the tables and lets go; what is not done stays queued. */
  close(): Promise<void>;
}

/** @throws UsageError */
export async function serve(setting: ServeSetting): Promise<Serving> {
  const { redis, name, build, say } = setting;
  const registry = new Registry(redis, name);
  const queueName = queueFor(name, build.id);
  const queue = new Queue(queueName, { connection: redis, prefix: PREFIX });
  // Told by the connection itself.
  queue.on('error', () => undefined);
  const grids: ServedGrid[] = [];
  for (const order of setting.orders) {
    const grid = await ServedGrid.open(order, queueName);
    grids.push(grid);
    announce(grid, say);
  }
  let freshMs = 0;
  let freshRuns = 0;
  const startedAt = performance.now();
  const notes: { words: string | null } = { words: null };
  const token = randomBytes(24).toString('base64url');
  const http = await serveHttp(
    { ...setting.http, token, build: build.id },
    (id) => grids.find((grid) => grid.id === id),
    {
      accepted: (grid, hash, machine) => {
        notes.words = null;
        freshRuns += 1;
        freshMs = performance.now() - startedAt;
        const { done, total } = grid.counts;
        say(`${grid.name}: ${grid.labelOf(hash)} done by ${machine}; ${done} of ${total}`);
      },
      refused: (grid, hash, machine, reason) =>
        say(`${grid.name}: what ${machine} handed in for ${grid.labelOf(hash)} was refused: ${reason}`),
      diskFull: (words) => {
        if (notes.words !== words) say(words);
        notes.words = words;
      },
    },
  );
  const { host } = setting.http;
  const shownHost =
    host === '0.0.0.0' || host === '::' ? hostname() : host.includes(':') ? `[${host}]` : host;
  const url = setting.publicUrl ?? `${setting.http.tls ? 'https' : 'http'}://${shownHost}:${http.port}`;

  const record = (grid: ServedGrid): ServerRecord => ({
    id: grid.id,
    name: grid.name,
    machine: plain(hostname(), 80),
    url,
    token,
    build: build.id,
    version: build.version,
    ...grid.counts,
    paused: grid.paused,
    priority: grid.priority,
    meanMs: freshRuns > 0 ? freshMs / freshRuns : null,
    note: notes.words,
    ended: grid.isOver,
  });
  const publish = (alive: boolean) =>
    Promise.all(grids.map((grid) => registry.saveServer(record(grid), alive)));

  for (const grid of grids) {
    if (grid.earlierQueue) {
      const earlier = new Queue(grid.earlierQueue, { connection: redis, prefix: PREFIX });
      await grid.leave(earlier);
      await earlier.close();
    }
    await grid.begin(queue, registry);
    grid.write();
  }
  await publish(true);

  let closed = false;
  let lookedForLost = performance.now();
  let wrote = performance.now();
  const look = async (): Promise<void> => {
    for (const grid of grids) {
      for (
        let command = await registry.takeCommand(grid.id);
        command;
        command = await registry.takeCommand(grid.id)
      ) {
        const words = await grid.obey(command, queue, registry);
        // Who reads that it is done asks for the status next.
        await publish(true);
        say(`${grid.name}: ${words}`);
      }
      for (const { hash, reason } of await grid.lookForFailures(queue))
        say(`${grid.name}: ${grid.labelOf(hash)} failed: ${reason}`);
    }
    if (performance.now() - lookedForLost > MEND_MS) {
      for (const grid of grids) {
        const count = await grid.mend(queue);
        if (count > 0) say(`${grid.name}: ${count} runs had left the queue and were put back`);
      }
      lookedForLost = performance.now();
    }
    if (performance.now() - wrote > WRITE_MS) {
      for (const grid of grids) writeTable(grid, say);
      wrote = performance.now();
    }
    await publish(true);
  };
  const over = (async () => {
    while (!closed && !grids.every(({ isOver }) => isOver)) {
      try {
        await look();
      } catch (error) {
        // While Redis is away the connection says so; anything else is said here.
        if (redis.status === 'ready') say(`Looking at the queue failed: ${plain((error as Error).message)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  })();
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    closed = true;
    // Questions to a Redis that is away are given up; what is not done stays in it.
    if (redis.status === 'ready') redis.once('close', () => redis.disconnect());
    else redis.disconnect();
    await http.close();
    await over;
    for (const grid of grids) writeTable(grid, say);
    if (redis.status === 'ready') await publish(false);
    await queue.close();
  };
  return { grids, queue, url, over, close: () => (closing ??= close()) };
}

function writeTable(grid: ServedGrid, say: (line: string) => void): void {
  try {
    grid.write();
  } catch (error) {
    say(`The table of ${grid.name} could not be written now: ${plain((error as Error).message)}`);
  }
}

function announce(grid: ServedGrid, say: (line: string) => void): void {
  const { expansion } = grid.folder;
  const { total, done } = grid.counts;
  say(
    `${grid.name}: ${total} runs (${expansion.cells.length} combinations)${done > 0 ? `, ${done} finished before` : ''}.`,
  );
  for (const { set, error } of expansion.invalid) {
    const values = set.map(({ path, value }) => `${path}=${value}`).join(' ');
    say(`  cannot be run: ${plain(values)} (${plain(error.message)})`);
  }
}

/** What to say at the end, and whether all went well. */
export function summary(
  { grids }: Serving,
  sinceMs: number,
): { readonly lines: readonly string[]; readonly ok: boolean } {
  const lines = grids.flatMap((grid) => {
    const { total, done, failed, cancelled } = grid.counts;
    const rest = total - done - failed - cancelled;
    const parts = [
      `${done} of ${total} runs done`,
      failed > 0 ? `${failed} failed` : '',
      cancelled > 0 ? `${cancelled} cancelled` : '',
      rest > 0 ? `${rest} still queued` : '',
    ];
    return [`${grid.name}: ${parts.filter(Boolean).join(', ')}. Written to ${grid.order.out}`];
  });
  lines.push(`${duration(sinceMs)} in all.`);
  return { lines, ok: grids.every(({ counts }) => counts.done === counts.total) };
}
