/** What goes wrong at a queue, each named: with a real Redis, and workers in this process whose runs take no browser. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { describeData } from '../../experiment/data-identity.ts';
import { openBoard } from '../board.ts';
import type { Runner, RunTask } from '../browser-runner.ts';
import { readJobId } from '../jobs.ts';
import { connectRedis, redisAddress } from '../redis.ts';
import { Registry } from '../registry.ts';
import { readStatus } from '../status.ts';
import { FakeRunner } from '../testing/fake-run.ts';
import { TEST_CERTIFICATE, TestRedis } from '../testing/redis-server.ts';
import {
  Heard,
  newFolder,
  startServer,
  TEST_BUILD,
  TEST_QUEUE,
  testGrid,
  testImages,
  WorkerProcess,
} from '../testing/setting.ts';
import { GridWorker, versionRefusal, type WorkSetting } from '../work.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await TestRedis.start();
});
afterAll(() => redis.remove());

async function startWorker(makeRunner: () => Runner, change: Partial<WorkSetting> = {}) {
  const { lines, say, said } = new Heard();
  const connection = await connectRedis(redisAddress(redis.url), say);
  const worker = new GridWorker({
    redis: connection,
    name: TEST_QUEUE,
    build: TEST_BUILD,
    parallel: 1,
    cache: newFolder('cache'),
    cacheBytes: 1e9,
    dataRoot: null,
    untilDone: false,
    makeRunner,
    say,
    ...change,
  });
  const leave = async (): Promise<number> => {
    await worker.leave();
    const code = await worker.ended;
    connection.disconnect();
    return code;
  };
  return { worker, lines, said, leave, registry: new Registry(connection, TEST_QUEUE), connection };
}

/** A run that goes on until it is broken off; `begun` resolves with the first. */
function endless() {
  let tell: (task: RunTask) => void = () => undefined;
  const begun = new Promise<RunTask>((resolve) => (tell = resolve));
  const runner: Runner = {
    holds: null,
    run: (task, signal) => {
      tell(task);
      task.onStep({ phase: 'training', step: 5, steps: 10, auroc: 0.75 });
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(new Error('The browser ended.'))),
      );
    },
    close: () => Promise.resolve(),
  };
  return { runner, begun };
}

describe('a queue', () => {
  it('names a wrong password and a Redis that is not there', async () => {
    const wrong = connectRedis(redisAddress(redis.urlWith('guess')), () => undefined);
    await expect(wrong).rejects.toThrow(`Redis at redis://127.0.0.1:${redis.port} refused the password.`);
    const none = connectRedis(redisAddress(`redis://127.0.0.1:${redis.port}`), () => undefined);
    await expect(none).rejects.toThrow('wants a password');
    const away = connectRedis(redisAddress('redis://127.0.0.1:1'), () => undefined);
    await expect(away).rejects.toThrow('No Redis answers at redis://127.0.0.1:1');
  });

  it('gives a poisonous run up with its reason, and does the rest', async () => {
    const server = await startServer(redis.url, testGrid(1, [13, 14], 'training.steps'), testImages());
    const { leave } = await startWorker(() => new FakeRunner(1), { untilDone: true });
    await server.serving.over;
    await server.close();
    expect(await leave()).toBe(0);
    const plan = JSON.parse(readFileSync(join(server.out, 'grid.json'), 'utf8')) as { runs: unknown[] };
    expect(plan.runs).toMatchObject([
      { state: 'failed', error: 'The network came to [31mNaN.' },
      { state: 'finished', error: null },
    ]);
  });

  it('breaks a cancelled run off, and tries it again at the next start', async () => {
    const server = await startServer(redis.url, testGrid(1), testImages());
    const { runner, begun } = endless();
    const first = await startWorker(() => runner);
    const { grid } = await begun;
    const seen = await readStatus(first.registry);
    expect(seen.grids.find(({ id }) => id === grid)).toMatchObject({ state: 'running', total: 3, done: 0 });
    await first.registry.sendCommand(grid, { do: 'cancel', run: null });
    await server.serving.over;
    expect(server.serving.grids[0].counts).toEqual({ total: 3, done: 0, failed: 0, cancelled: 3 });
    await first.leave();
    await server.close();
    // The same folder again: what was cancelled is wanted again.
    const again = await startServer(
      redis.url,
      server.serving.grids[0].order.grid,
      dataOf(server),
      server.out,
    );
    expect(again.serving.grids[0].id).toBe(grid);
    const second = await startWorker(() => new FakeRunner(1));
    await again.serving.over;
    expect(again.serving.grids[0].counts).toMatchObject({ done: 3, cancelled: 0 });
    await second.leave();
    await again.close();
  });

  it('lets a worker leave at once: its run is another worker’s', async () => {
    const server = await startServer(redis.url, testGrid(1, ['scar']), testImages());
    const { runner, begun } = endless();
    const first = await startWorker(() => runner);
    await begun;
    expect(await first.leave()).toBe(0);
    const second = await startWorker(() => new FakeRunner(1));
    await server.serving.over;
    expect(server.serving.grids[0].counts.done).toBe(1);
    await second.leave();
    await server.close();
  });

  it('keeps a finished run until the server is back', async () => {
    const grid = testGrid(1, ['scar']);
    const data = testImages();
    const server = await startServer(redis.url, grid, data);
    let stopped: Promise<void> | null = null;
    let resolveStopped: () => void = () => undefined;
    const away = new Promise<void>((resolve) => (resolveStopped = resolve));
    const fake = new FakeRunner(1);
    const { lines, said, leave } = await startWorker(() => ({
      holds: null,
      run: async (task, signal) => {
        stopped ??= server.close().then(resolveStopped);
        await stopped;
        await fake.run(task, signal);
      },
      close: () => Promise.resolve(),
    }));
    await away;
    const later = await startServer(redis.url, grid, data, server.out);
    await later.serving.over;
    expect(later.serving.grids[0].counts.done).toBe(1);
    // The server has the run before its answer reaches the worker.
    await said('image AUROC');
    await leave();
    await later.close();
    expect(lines.filter((line) => line.includes('image AUROC'))).toHaveLength(1);
  });

  it('pauses and goes on when asked: nothing is taken in between', async () => {
    const server = await startServer(redis.url, testGrid(1), testImages());
    const { grids, queue } = server.serving;
    const asked = async (what: 'pause' | 'resume', words: string): Promise<void> => {
      await control.sendCommand(grids[0].id, { do: what, run: null });
      await server.said(words);
    };
    const connection = await connectRedis(redisAddress(redis.url), () => undefined);
    const control = new Registry(connection, TEST_QUEUE);
    await asked('pause', 'paused; runs that have begun go on to their end');
    const waiting = await queue.getRanges(['wait', 'prioritized', 'delayed', 'active'], 0, -1);
    expect(waiting.filter((id) => readJobId(id)?.grid === grids[0].id)).toEqual([]);
    expect((await readStatus(control)).grids.find(({ id }) => id === grids[0].id)?.state).toBe('paused');
    const { leave } = await startWorker(() => new FakeRunner(1));
    await asked('resume', 'going on');
    await server.serving.over;
    expect(grids[0].counts).toMatchObject({ done: 3, failed: 0 });
    await leave();
    connection.disconnect();
    await server.close();
  });

  it('keeps a finished run at its worker while the server’s disk is full', async () => {
    const server = await startServer(redis.url, testGrid(1, ['scar']), testImages());
    const [grid] = server.serving.grids;
    const full = vi.spyOn(grid, 'accept').mockImplementationOnce(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    });
    const { lines, leave } = await startWorker(() => new FakeRunner(1));
    await server.serving.over;
    expect(full).toHaveBeenCalledTimes(2);
    expect(grid.counts).toMatchObject({ done: 1, failed: 0 });
    expect(server.lines.join('\n')).toContain(
      `The disk with ${server.out} is full. Make room; results wait at their workers.`,
    );
    expect(lines.join('\n')).toContain('A finished run waits here until the server takes it.');
    await leave();
    await server.close();
  });

  it('goes over TLS, and names a certificate that is not trusted', async () => {
    const secured = await TestRedis.start({ tls: true });
    try {
      const address = redisAddress(secured.url);
      await expect(connectRedis(address, () => undefined)).rejects.toThrow(
        /The certificate of rediss:\/\/127\.0\.0\.1:\d+ is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
      );
      const ca = readFileSync(TEST_CERTIFICATE);
      const trusted = { ...address, options: { ...address.options, tls: { ...address.options.tls, ca } } };
      const server = await startServer(trusted, testGrid(1, ['scar']), testImages());
      const worker = new WorkerProcess(secured.url, { env: { NODE_EXTRA_CA_CERTS: TEST_CERTIFICATE } });
      await server.serving.over;
      await server.close();
      expect(await worker.ended).toBe(0);
      expect(server.serving.grids[0].counts.done).toBe(1);
    } finally {
      await secured.remove();
    }
  });

  it('names a full disk and gives the run to others', async () => {
    const data = testImages();
    const server = await startServer(redis.url, testGrid(1, ['scar']), data);
    const cache = newFolder('cache');
    const { files } = await describeData({ data, sample: null });
    const [{ sha256 }] = files;
    mkdirSync(join(cache, 'files', sha256.slice(0, 2)), { recursive: true });
    symlinkSync('/dev/full', join(cache, 'files', sha256.slice(0, 2), `${sha256}.part`));
    const full = await startWorker(() => new FakeRunner(1), { cache });
    expect(await full.worker.ended).toBe(1);
    expect(full.lines.join('\n')).toContain(`The disk of this machine is full (${cache}).`);
    full.connection.disconnect();
    const other = await startWorker(() => new FakeRunner(1));
    await server.serving.over;
    expect(server.serving.grids[0].counts).toMatchObject({ done: 1, failed: 0 });
    await other.leave();
    await server.close();
  });

  it('refuses a hostile result and says which', async () => {
    const server = await startServer(redis.url, testGrid(1, ['scar']), testImages());
    const fake = new FakeRunner(1);
    const { leave } = await startWorker(
      () => ({
        holds: null,
        run: async (task, signal) => {
          await fake.run(task, signal);
          const path = join(task.out, 'result.json');
          const result = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
          writeFileSync(path, JSON.stringify({ ...result, seed: '<img src=x onerror=alert(1)>' }));
        },
        close: () => Promise.resolve(),
      }),
      { untilDone: true },
    );
    await server.serving.over;
    await leave();
    await server.close();
    expect([...server.serving.grids[0].failed.values()]).toEqual([
      expect.stringMatching(/^The server refused its result: result\.json is wrong at seed/),
    ]);
    expect(server.lines.join('\n')).toMatch(/was refused: result\.json is wrong at seed/);
  });

  it('answers nobody without the token, and names a worker of another build', async () => {
    const server = await startServer(redis.url, testGrid(1, ['scar']), testImages());
    const { serving } = server;
    const [grid] = serving.grids;
    for (const path of [
      'plan',
      `files/${createHash('sha256').digest('hex')}`,
      `runs/${grid.folder.runs[0].hash}`,
    ]) {
      const response = await fetch(`${serving.url}/grids/${grid.id}/${path}`, {
        headers: { Authorization: 'Bearer x' },
      });
      expect(response.status).toBe(401);
    }
    const connection = await connectRedis(redisAddress(redis.url), () => undefined);
    const registry = new Registry(connection, TEST_QUEUE);
    expect(await versionRefusal(registry, TEST_BUILD)).toBeNull();
    expect(await versionRefusal(registry, { version: '9.9.9', id: 'other' })).toMatch(
      /This worker is version 9\.9\.9, build other; the grids here are served by another:\n.*version 0\.0\.0/,
    );
    await registry.sendCommand(grid.id, { do: 'cancel', run: null });
    await serving.over;
    connection.disconnect();
    await server.close();
  });

  it('puts back what Redis has forgotten, and takes priorities', async () => {
    const server = await startServer(redis.url, testGrid(2), testImages());
    const { queue, grids } = server.serving;
    const connection = await connectRedis(redisAddress(redis.url), () => undefined);
    const registry = new Registry(connection, TEST_QUEUE);
    await registry.sendCommand(grids[0].id, { do: 'priority', run: null, value: 7 });
    await queue.obliterate({ force: true });
    const { leave } = await startWorker(() => new FakeRunner(1));
    await server.serving.over;
    expect(grids[0].counts).toMatchObject({ done: 6, failed: 0 });
    expect(grids[0].priority).toBe(7);
    expect(server.lines.join('\n')).toMatch(/6 runs had left the queue and were put back/);
    await leave();
    connection.disconnect();
    await server.close();
  });

  it('shows Bull Board to this machine alone', async () => {
    const server = await startServer(redis.url, testGrid(1, ['scar']), testImages());
    const board = await openBoard(server.serving.queue, 0);
    const page = await fetch(board.url);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Bull')]);
    expect((await fetch(board.url, { headers: { Origin: 'http://elsewhere' } })).status).toBe(403);
    const queues = await fetch(`${board.url}api/queues`);
    expect(await queues.text()).toContain(server.serving.queue.name);
    await board.close();
    await server.close();
    rmSync(server.out, { recursive: true });
  });
});

/** The images of a server that was closed. */
const dataOf = ({ serving }: Awaited<ReturnType<typeof startServer>>): string =>
  serving.grids[0].order.source.data as string;
