/**
 * What a grid over several processes costs, with a real Redis: `npm run bench -- --only queue [--sample NAME] [--seeds N]`. First 1,000 runs of 10 ms
 * over three workers; then a grid of whole `quick` runs by the local command and by server and worker, in turns, as a ratio of their times. What
 * plans for many runs need is printed per run: bytes through Redis, Redis' memory and append-only file, files of the results.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/experiment/ensure-built.ts';
import { connectRedis, redisAddress } from '../scripts/queue/redis.ts';
import { TestRedis } from '../scripts/queue/testing/redis-server.ts';
import {
  newFolder,
  startServer,
  testGrid,
  testImages,
  WorkerProcess,
} from '../scripts/queue/testing/setting.ts';

interface RedisCounts {
  readonly inBytes: number;
  readonly outBytes: number;
  readonly memory: number;
  readonly appendOnly: number;
}

/** Redis' own counters: bytes received and sent since it began, bytes of memory and of the append-only file now. */
async function redisCounts({ url }: TestRedis): Promise<RedisCounts> {
  const redis = await connectRedis(redisAddress(url), () => undefined);
  try {
    const text = await redis.info();
    const number = (name: string): number => {
      const found = new RegExp(`^${name}:(\\d+)`, 'm').exec(text);
      if (!found) throw new Error(`Redis does not tell ${name}.`);
      return Number(found[1]);
    };
    return {
      inBytes: number('total_net_input_bytes'),
      outBytes: number('total_net_output_bytes'),
      memory: number('used_memory'),
      appendOnly: number('aof_current_size'),
    };
  } finally {
    redis.disconnect();
  }
}

/** Bytes of all files below a folder. */
function bytesOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}

const perRun = (bytes: number, runs: number): string => `${(bytes / runs / 1000).toFixed(1)} kB`;

function printPerRun(before: RedisCounts, after: RedisCounts, runs: number): void {
  const grown = (key: keyof RedisCounts): string => perRun(after[key] - before[key], runs);
  console.log(
    `a run: ${grown('inBytes')} into Redis, ${grown('outBytes')} out of it; it keeps ${grown('memory')} in memory, ${grown('appendOnly')} in the append-only file`,
  );
}

async function shortRuns(redis: TestRedis): Promise<number> {
  const steps = Array.from({ length: 10 }, (_, i) => 100 + i);
  const server = await startServer(redis.url, testGrid(100, steps, 'training.steps'), testImages());
  const startedAt = performance.now();
  const workers = Array.from({ length: 3 }, () => new WorkerProcess(redis.url, { ms: 10 }));
  await server.serving.over;
  const seconds = (performance.now() - startedAt) / 1000;
  await server.close();
  await Promise.all(workers.map(({ ended }) => ended));
  if (server.serving.grids[0].counts.done !== 1000) throw new Error('Not every run was done.');
  return seconds;
}

/** A command of package.json to its end. @throws Error with what it said, where it failed */
function command(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = spawn('npx', ['tsx', `scripts/${script}.ts`, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += part.toString()));
  return new Promise((resolve, reject) =>
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}:\n${text}`)),
    ),
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

export async function measureQueue(sample: string, seeds: number, rounds = 2): Promise<void> {
  const redis = await TestRedis.start();
  try {
    const empty = await redisCounts(redis);
    console.log(`1,000 runs of 10 ms over 3 workers: ${(await shortRuns(redis)).toFixed(1)} s`);
    printPerRun(empty, await redisCounts(redis), 1000);
    const file = join(newFolder('bench-grid'), 'grid.json');
    const base = { preset: 'quick' };
    const list = Array.from({ length: seeds }, (_, seed) => seed);
    const axes = [{ settings: ['augment.task'], values: ['3way'] }];
    writeFileSync(file, JSON.stringify({ version: 1, name: 'bench', base, axes, seeds: list }));
    const env = { REDIS_URL: redis.url };
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const local = newFolder('bench-local');
      const away = newFolder('bench-queue');
      const data = ['--grid', file, '--sample', sample];
      const localSeconds = await timed(() => command('cutpaste', ['run', ...data, '--out', local]));
      const before = await redisCounts(redis);
      const queueSeconds = await timed(() =>
        Promise.all([
          command('grid-serve', [...data, '--out', away], env),
          command('grid-work', ['--parallel', '1', '--until-done', '--cache', newFolder('bench-cache')], env),
        ]),
      );
      printPerRun(before, await redisCounts(redis), seeds);
      console.log(`a run: ${perRun(bytesOf(away), seeds)} of results on the server's disk`);
      const tables = [local, away].map((out) => readFileSync(join(out, 'table.csv'), 'utf8'));
      ratios.push(queueSeconds / localSeconds);
      console.log(
        `${seeds} runs of quick on ${sample}: ${localSeconds.toFixed(1)} s by the local command, ${queueSeconds.toFixed(1)} s by server and worker ` +
          `(${(100 * (queueSeconds / localSeconds - 1)).toFixed(1)} %); tables of figures ${tables[0] === tables[1] ? 'equal' : 'NOT equal'}`,
      );
    }
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    console.log(`Overhead of queue and transfer in the mean: ${(100 * (mean - 1)).toFixed(1)} %`);
  } finally {
    await redis.remove();
  }
}
