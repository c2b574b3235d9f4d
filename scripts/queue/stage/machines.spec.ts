/** Grids over several processes with a real Redis: nothing is lost or done twice, whoever dies. Runs that take no browser stand for real ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestRedis } from '../testing/redis-server.ts';
import {
  localTables,
  startServer,
  tablesOf,
  testGrid,
  testImages,
  WorkerProcess,
} from '../testing/setting.ts';

let redis: TestRedis;
beforeEach(async () => {
  redis = await TestRedis.start();
});
afterEach(() => redis.remove());

const foldersOf = (out: string): string[] =>
  readdirSync(join(out, 'runs')).filter((name) => !name.startsWith('.'));

describe('a grid over three workers', () => {
  it('has every run once and the local table after kill -9 of a worker and a restart of Redis', async () => {
    const grid = testGrid(4);
    const data = testImages();
    const server = await startServer(redis.url, grid, data);
    const workers = Array.from({ length: 3 }, () => new WorkerProcess(redis.url, { ms: 700, lockMs: 1500 }));
    await Promise.all(workers.map((worker) => worker.said('ready')));
    await workers[0].said('image AUROC');
    workers[0].kill();
    await workers[1].said('image AUROC');
    await redis.stop();
    await redis.start();
    await server.serving.over;
    await server.close();
    expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([null, 0, 0]);
    expect(foldersOf(server.out)).toHaveLength(12);
    expect(tablesOf(server.out)).toEqual(await localTables(grid, data));
    const accepted = server.lines.filter((line) => line.includes(' done by '));
    expect(new Set(accepted.map((line) => /: (.*) done by/.exec(line)?.[1])).size).toBe(12);
    expect(accepted).toHaveLength(12);
  });

  it('does 1,000 runs of 10 ms within a minute', async () => {
    const grid = testGrid(
      100,
      Array.from({ length: 10 }, (_, i) => 100 + i),
      'training.steps',
    );
    const server = await startServer(redis.url, grid, testImages());
    const startedAt = performance.now();
    const workers = Array.from({ length: 3 }, () => new WorkerProcess(redis.url, { ms: 10 }));
    await server.serving.over;
    const seconds = (performance.now() - startedAt) / 1000;
    await server.close();
    expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    expect(foldersOf(server.out)).toHaveLength(1000);
    expect(readFileSync(join(server.out, 'table.csv'), 'utf8').match(/,100\/100,/g)).toHaveLength(10);
    expect(seconds).toBeLessThan(60);
  });
});
