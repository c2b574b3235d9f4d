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
const workers: WorkerProcess[] = [];
/** More workers of this test. */
function startWorkers(count: number, options?: ConstructorParameters<typeof WorkerProcess>[1]) {
  workers.push(...Array.from({ length: count }, () => new WorkerProcess(redis.url, options)));
}
beforeEach(async () => {
  redis = await TestRedis.start();
});
afterEach(async () => {
  // None outlives a test that failed.
  for (const worker of workers.splice(0)) worker.kill();
  await redis.remove();
});

const foldersOf = (out: string): string[] =>
  readdirSync(join(out, 'runs')).filter((name) => !name.startsWith('.'));

describe('a grid over three workers', () => {
  it('has every run once and the local table after kill -9 of a worker and a restart of Redis', async () => {
    const grid = testGrid(4);
    const data = testImages();
    const server = await startServer(redis.url, grid, data);
    startWorkers(3, { ms: 700, lockMs: 1500 });
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

  it('does 200 short runs, each once', async () => {
    const grid = testGrid(
      20,
      Array.from({ length: 10 }, (_, i) => 100 + i),
      'training.steps',
    );
    const server = await startServer(redis.url, grid, testImages());
    startWorkers(3, { ms: 10 });
    await server.serving.over;
    await server.close();
    expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    expect(foldersOf(server.out)).toHaveLength(200);
    expect(readFileSync(join(server.out, 'table.csv'), 'utf8').match(/,20\/20,/g)).toHaveLength(10);
  });

  it('ends when asked while Redis is away, worker and server, and its run is another’s', async () => {
    const grid = testGrid(1, ['scar']);
    const data = testImages();
    const server = await startServer(redis.url, grid, data);
    startWorkers(1, { ms: 3_600_000, lockMs: 1000 });
    await workers[0].said('run begun');
    await redis.stop();
    workers[0].ask();
    expect(await workers[0].ended).toBe(0);
    expect(workers[0].text).toContain('Redis is away: what was in hand here goes to others');
    await server.close();
    await redis.start();
    const later = await startServer(redis.url, grid, data, server.out);
    startWorkers(1, { ms: 1, lockMs: 1000 });
    await later.serving.over;
    expect(later.serving.grids[0].counts.done).toBe(1);
    await later.close();
  });
});
